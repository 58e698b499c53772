#include "Program.h"

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

// A few numbers at a time: what prepares a loop for many would cost more than the loop.
#define FEW _Pragma("clang loop vectorize(disable) unroll(disable)") for

// Each step jumps to the place of the next one by itself, which halves the instructions of a loop around a switch.
#define GIVES(RESULT)            \
  *step->target = last = RESULT; \
  step++;                        \
  goto *places[step->code]

void notebook_steps_run(const struct notebook_program_step *step) {
  // In the order of `notebook_code`.
  static const void *const places[] = {
      &&add,       &&subtract,      &&multiply,    &&divide,         &&add_to_last, &&subtract_from_last,
      &&last_from, &&multiply_last, &&divide_last, &&divide_by_last, &&look_up, &&other,      &&end};
  double last = 0;
  goto *places[step->code];
add: GIVES(*step->a + *step->b);
subtract: GIVES(*step->a - *step->b);
multiply: GIVES(*step->a * *step->b);
divide: GIVES(*step->a / *step->b);
add_to_last: GIVES(last + *step->b);
subtract_from_last: GIVES(last - *step->b);
last_from: GIVES(*step->b - last);
multiply_last: GIVES(last * *step->b);
divide_last: GIVES(last / *step->b);
divide_by_last: GIVES(*step->b / last);
look_up: GIVES(notebook_table_value(step->table, *step->a));
other: GIVES(step->other(step->operation, *step->a, *step->b, *step->c));
end: return;
}

void notebook_program_run(const struct notebook_program *program, double t, const double *states, double *results) {
  double *const registers = program->registers;
  const long state_count = program->state_count;
  registers[state_count] = t;
  if (program->timed->code != notebook_end) notebook_steps_run(program->timed);
  if (states != registers) FEW (long i = 0; i < state_count; i++) registers[i] = states[i];
  notebook_steps_run(program->stated);
  const double *const *const outputs = program->outputs;
  const long count = program->output_count;
  FEW (long i = 0; i < count; i++) results[i] = *outputs[i];
}
