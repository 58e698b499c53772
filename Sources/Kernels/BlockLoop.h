#ifndef NOTEBOOK_BLOCK_LOOP_H
#define NOTEBOOK_BLOCK_LOOP_H

#include "Block.h"

/// A program on many lanes, for one width of vectors: to be included with WIDTH (numbers in a vector) defined.
///
/// The result of a step stays in the processor, as most steps of a formula go on from the one before them. So many vectors of it
/// have room there; further lanes take the program after them.
enum { vectors_of_part = WIDTH == 8 ? 16 : 8, lanes_of_part = vectors_of_part * WIDTH };

typedef double W __attribute__((vector_size(8 * WIDTH), aligned(8)));

#define ROW(NUMBER) ((W *)(registers + (long)(NUMBER) * notebook_lanes))
#define EACH_VECTOR _Pragma("clang loop unroll(full)") for (int i = 0; i < vectors_of_part; i++)
#define GIVES(RESULT)                                     \
  {                                                       \
    const W *restrict a = ROW(step->a), *b = ROW(step->b); \
    (void)a;                                              \
    EACH_VECTOR last[i] = RESULT;                         \
    break;                                                \
  }

static void run_block(const struct notebook_block_step *steps, long count, double *all) {
  for (double *registers = all; registers < all + notebook_lanes; registers += lanes_of_part) {
    W last[vectors_of_part];
    EACH_VECTOR last[i] = (W){};
    for (const struct notebook_block_step *step = steps; step < steps + count; step++) {
      switch (step->code) {
      case notebook_add: GIVES(a[i] + b[i])
      case notebook_subtract: GIVES(a[i] - b[i])
      case notebook_multiply: GIVES(a[i] * b[i])
      case notebook_divide: GIVES(a[i] / b[i])
      case notebook_add_to_last: GIVES(last[i] + b[i])
      case notebook_subtract_from_last: GIVES(last[i] - b[i])
      case notebook_last_from: GIVES(b[i] - last[i])
      case notebook_multiply_last: GIVES(last[i] * b[i])
      case notebook_divide_last: GIVES(last[i] / b[i])
      case notebook_divide_by_last: GIVES(b[i] / last[i])
      default: {
        notebook_block_step_run(step, lanes_of_part, registers);
        const W *z = ROW(step->target);
        EACH_VECTOR last[i] = z[i];
        continue;
      }
      }
      if (!step->is_kept) continue;
      W *z = ROW(step->target);
      EACH_VECTOR z[i] = last[i];
    }
  }
}

#undef ROW
#undef GIVES

#endif
