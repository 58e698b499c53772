#ifndef NOTEBOOK_PROGRAM_H
#define NOTEBOOK_PROGRAM_H

#include "Table.h"

/// How a step gets its result; `last` is that of the step before it, which most steps of a formula go on from.
enum notebook_code {
  notebook_add,
  notebook_subtract,
  notebook_multiply,
  notebook_divide,
  notebook_add_to_last,
  notebook_subtract_from_last,
  notebook_last_from,
  notebook_multiply_last,
  notebook_divide_last,
  notebook_divide_by_last,
  /// In the step's table.
  notebook_look_up,
  /// By the step's function.
  notebook_other,
  /// Behind the last step.
  notebook_end
};

/// One arithmetic step, on registers that were found beforehand.
struct notebook_program_step {
  const double *a, *b, *c;
  double *target;
  enum notebook_code code;
  int operation;
  double (*other)(int operation, double a, double b, double c);
  const struct notebook_table *table;
};

/// A program on its registers: the states come first, then the time.
struct notebook_program {
  double *registers;
  long state_count;
  const struct notebook_program_step *timed, *stated;
  const double *const *outputs;
  long output_count;
};

/// Runs the steps up to the end.
void notebook_steps_run(const struct notebook_program_step *step);

/// Evaluates the program at time `t` and `states`, which may be its own registers, and stores the outputs in `results`.
void notebook_program_run(const struct notebook_program *program, double t, const double *states, double *results);

#endif
