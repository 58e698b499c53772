#include "Block.h"
#include "Clones.h"

#include <math.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

#define EACH(RESULT)                                        \
  for (long l = 0; l < lanes; l++) {                        \
    const double x = a[l], y = b[l], w = c[l];              \
    (void)x, (void)y, (void)w;                              \
    z[l] = RESULT;                                          \
  }                                                         \
  return

// In the order of `Operation`; a test compares each with the scalar machine.
CLONES void notebook_block_step_run(const struct notebook_block_step *step, long lanes, double *registers) {
  double *restrict z = registers + (long)step->target * notebook_lanes;
  const double *a = registers + (long)step->a * notebook_lanes;
  const double *b = registers + (long)step->b * notebook_lanes;
  const double *c = registers + (long)step->c * notebook_lanes;
  switch (step->operation) {
  case 0: EACH(x + y);
  case 1: EACH(x - y);
  case 2: EACH(x * y);
  case 3: EACH(x / y);
  case 4: EACH(-x);
  case 5: EACH(pow(x, y));
  case 6: EACH(sqrt(x));
  case 7: EACH(exp(x));
  case 8: EACH(expm1(x));
  case 9: EACH(x == 0 ? 1 : expm1(x) / x);
  case 10: EACH(log(x));
  case 11: EACH(log10(x));
  case 12: EACH(sin(x));
  case 13: EACH(cos(x));
  case 14: EACH(tan(x));
  case 15: EACH(asin(x));
  case 16: EACH(acos(x));
  case 17: EACH(atan(x));
  case 18: EACH(sinh(x));
  case 19: EACH(cosh(x));
  case 20: EACH(tanh(x));
  case 21: EACH(fabs(x));
  case 22: EACH(x > 0 ? 1 : x < 0 ? -1 : x);
  case 23: EACH(floor(x));
  case 24: EACH(ceil(x));
  case 25: EACH(floor(x + 0.5));
  case 26: EACH(y < x ? y : x);
  case 27: EACH(y > x ? y : x);
  case 28: EACH(x - y * floor(x / y));
  case 29: EACH(x < y ? 1 : 0);
  case 30: EACH(x <= y ? 1 : 0);
  case 31: EACH(x > y ? 1 : 0);
  case 32: EACH(x >= y ? 1 : 0);
  case 33: EACH(x == y ? 1 : 0);
  case 34: EACH(x != y ? 1 : 0);
  case 35: EACH(((x != 0) & (y != 0)) ? 1 : 0);
  case 36: EACH(((x != 0) | (y != 0)) ? 1 : 0);
  case 37: EACH(x == 0 ? 1 : 0);
  case 38: EACH(x != 0 ? y : w);
  case 39: EACH(notebook_table_value(step->table, x));
  default: EACH(NAN);
  }
}
