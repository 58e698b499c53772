#ifndef NOTEBOOK_LANE_VALUES_H
#define NOTEBOOK_LANE_VALUES_H

#include "LaneKernels.h"

#include <math.h>

/// What right-hand sides on vectors of lanes are made of, for one width of vectors: to be included with WIDTH (numbers in a
/// vector) and HAS_FMA defined.

typedef double V __attribute__((vector_size(8 * WIDTH)));
typedef long long M __attribute__((vector_size(8 * WIDTH)));

enum { vectors = notebook_wide_row / WIDTH };

#define INLINE static inline __attribute__((always_inline))
#define EVERY(RESULT)                              \
  V z;                                             \
  for (int l = 0; l < WIDTH; l++) z[l] = RESULT;   \
  return z

INLINE V pick(M where, V a, V b) { return (V)((where & (M)a) | (~where & (M)b)); }
INLINE V truth(M where) { return pick(where, (V){} + 1, (V){}); }

INLINE V lanes_squareRoot(V a) { return __builtin_elementwise_sqrt(a); }
INLINE V lanes_abs(V a) { return __builtin_elementwise_abs(a); }
INLINE V lanes_floor(V a) { return __builtin_elementwise_floor(a); }
INLINE V lanes_ceil(V a) { return __builtin_elementwise_ceil(a); }
INLINE V lanes_round(V a) { return __builtin_elementwise_floor(a + 0.5); }
INLINE V lanes_sign(V a) { return pick(a > 0, (V){} + 1, pick(a < 0, (V){} - 1, a)); }
INLINE V lanes_minimum(V a, V b) { return pick(b < a, b, a); }
INLINE V lanes_maximum(V a, V b) { return pick(b > a, b, a); }
INLINE V lanes_modulo(V a, V b) { return a - b * __builtin_elementwise_floor(a / b); }
INLINE V lanes_less(V a, V b) { return truth(a < b); }
INLINE V lanes_lessOrEqual(V a, V b) { return truth(a <= b); }
INLINE V lanes_greater(V a, V b) { return truth(a > b); }
INLINE V lanes_greaterOrEqual(V a, V b) { return truth(a >= b); }
INLINE V lanes_equal(V a, V b) { return truth(a == b); }
INLINE V lanes_notEqual(V a, V b) { return truth(a != b); }
INLINE V lanes_and(V a, V b) { return truth((a != 0) & (b != 0)); }
INLINE V lanes_or(V a, V b) { return truth((a != 0) | (b != 0)); }
INLINE V lanes_not(V a) { return truth(a == 0); }
INLINE V lanes_select(V a, V b, V c) { return pick(a != 0, b, c); }
INLINE V lanes_power(V a, V b) { EVERY(pow(a[l], b[l])); }
INLINE V lanes_exp(V a) { EVERY(exp(a[l])); }
INLINE V lanes_expm1(V a) { EVERY(expm1(a[l])); }
INLINE V lanes_exprel(V a) { EVERY(a[l] == 0 ? 1 : expm1(a[l]) / a[l]); }
INLINE V lanes_log(V a) { EVERY(log(a[l])); }
INLINE V lanes_log10(V a) { EVERY(log10(a[l])); }
INLINE V lanes_sin(V a) { EVERY(sin(a[l])); }
INLINE V lanes_cos(V a) { EVERY(cos(a[l])); }
INLINE V lanes_tan(V a) { EVERY(tan(a[l])); }
INLINE V lanes_asin(V a) { EVERY(asin(a[l])); }
INLINE V lanes_acos(V a) { EVERY(acos(a[l])); }
INLINE V lanes_atan(V a) { EVERY(atan(a[l])); }
INLINE V lanes_sinh(V a) { EVERY(sinh(a[l])); }
INLINE V lanes_cosh(V a) { EVERY(cosh(a[l])); }
INLINE V lanes_tanh(V a) { EVERY(tanh(a[l])); }

/// a + 2 b: doubling is exact, so that fusing it changes no bit.
INLINE V plus_twice(V a, V b) {
#if HAS_FMA
  return __builtin_elementwise_fma((V){} + 2, b, a);
#else
  return a + 2 * b;
#endif
}

/// a / b, where b stays and its reciprocal is known: a product and two fused multiplications round to the quotient's own bits
/// (Brisebarre, Muller and Raina 2004, doi:10.1109/TC.2004.37), unless it underflows.
INLINE V lanes_divided(V a, V b, V reciprocal) {
#if HAS_FMA
  const V q = a * reciprocal, rest = __builtin_elementwise_fma(-q, b, a);
  return __builtin_elementwise_fma(rest, reciprocal, q);
#else
  (void)reciprocal;
  return a / b;
#endif
}

/// a / b by the two parts of 1 / b, high and low: their products are rounded once, which is the quotient's own rounding where b
/// has no more than 50 binary digits (Brisebarre and Muller 2008, doi:10.1109/TC.2007.70813), unless it underflows.
INLINE V lanes_divided_by_parts(V a, V high, V low) {
  return __builtin_elementwise_fma(a, high, a * low);
}

/// What a right-hand side takes beside the states. Most values are the same in all lanes, as where a current alone is varied:
/// those stay in the processor from step to step. Else each vector has its own.
struct lane_values {
  const V *own, *reciprocals;
  const V *shared, *high, *low;
  int are_shared;
};

INLINE struct lane_values of_vector(struct lane_values v, long vector) {
  v.own += vector, v.reciprocals += vector;
  return v;
}

INLINE V own(struct lane_values v, int index) { return v.own[index * vectors]; }
INLINE V value(struct lane_values v, int index) { return v.are_shared ? v.shared[index] : own(v, index); }
INLINE V own_quotient(V a, struct lane_values v, int index) {
  return lanes_divided(a, own(v, index), v.reciprocals[index * vectors]);
}
INLINE V quotient(V a, struct lane_values v, int index) {
  return v.are_shared ? lanes_divided_by_parts(a, v.high[index], v.low[index]) : own_quotient(a, v, index);
}

#endif
