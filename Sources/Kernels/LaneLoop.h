#ifndef NOTEBOOK_LANE_LOOP_H
#define NOTEBOOK_LANE_LOOP_H

#include "LaneKernels.h"

#include <math.h>

/// Whole steps of many lanes at once, for one width of vectors: to be included with WIDTH (numbers in a vector), SUFFIX and
/// HAS_FMA defined, in front of the generated right-hand sides.

typedef double V __attribute__((vector_size(8 * WIDTH)));
typedef long long M __attribute__((vector_size(8 * WIDTH)));

enum { vectors = notebook_lanes / WIDTH };

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

INLINE int any(M where) {
#if WIDTH == 4
  return __builtin_ia32_movmskpd256((V)where) != 0;
#else
  return __builtin_reduce_or(where) != 0;
#endif
}

#define EACH _Pragma("clang loop unroll(full)") for (int i = 0; i < n; i++)

enum { most_states = 8 };

/// A step of size h from y to z, with values and their reciprocals.
typedef void (*lane_step)(const V *v, const V *r, const V *y, V h, V *z);

INLINE V state_of(const V *z, const int n, long watched) {
  V state = z[0];
  EACH if (i == watched) state = z[i];
  return state;
}

/// Looks at a vector in which something happened that is not for these loops. States that leave them by address are copies:
/// those of the loop stay in registers.
INLINE void look(struct notebook_lanes *b, long s, long q, const int n, const V *y, V *z, V previous) {
  V from[most_states], to[most_states], before = previous;
  EACH from[i] = y[i], to[i] = z[i];
  notebook_lanes_look(b, s, q * WIDTH, WIDTH, (const double *)from, (double *)to, (const double *)&before);
  EACH z[i] = to[i];
}

/// a b + c in one rounding or in two: for what is compared with a margin of its own.
INLINE V multiplied(V a, double b, V c) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, (V){} + b, c);
#else
  return a * b + c;
#endif
}

/// What is looked at after a step: whether a state has come above its threshold, or may have in between; or the same for any
/// sign of the margin.
enum watch { nothing, above, near_above, on_grid, located };

INLINE int is_due(const struct notebook_lanes *b, V y, V z, V threshold, V previous, const enum watch watch) {
  if (watch == above) return any(z >= threshold);
  if (watch == on_grid) {
    const V now = b->sign * (z - threshold);
    return any(b->is_strict ? now > 0 : now >= 0);
  }
  const V highest = watch == near_above
                        ? lanes_maximum(z, y) - threshold
                        : lanes_maximum(b->sign * (z - threshold), b->sign * (y - threshold));
  const V changes = lanes_abs(z - y) + lanes_abs(y - previous);
  return any(~(multiplied(changes, notebook_wary, highest) < 0));
}

/// All steps of all vectors. Everything but `b` is known when this is compiled.
INLINE void run_watching(struct notebook_lanes *b, const int n, lane_step step, const enum watch watch) {
  const long used = (b->active + WIDTH - 1) / WIDTH, count = b->count, watched = b->watched;
  V *restrict states = (V *)b->states, *restrict previous = (V *)b->previous;
  const V *thresholds = (const V *)b->thresholds, *values = (const V *)b->values;
  const V *reciprocals = (const V *)b->reciprocals;
  const V h = (V){} + b->h;
  for (long s = 0; s < count; s++) {
    for (long q = 0; q < used; q++) {
      V y[most_states], z[most_states];
      EACH y[i] = states[i * vectors + q];
      step(values + q, reciprocals + q, y, h, z);
      if (watch != nothing) {
        const int looks_back = watch == near_above || watch == located;
        const V from = state_of(y, n, watched), before = looks_back ? previous[q] : from;
        if (looks_back) previous[q] = from;
        if (__builtin_expect(is_due(b, from, state_of(z, n, watched), thresholds[q], before, watch), 0))
          look(b, s, q, n, y, z, before);
      }
      EACH states[i * vectors + q] = z[i];
    }
  }
}

INLINE void run_lanes(struct notebook_lanes *b, const int n, lane_step step) {
  if (b->sign == 0) {
    run_watching(b, n, step, nothing);
  } else if (b->is_located && b->sign > 0) {
    run_watching(b, n, step, near_above);
  } else if (b->is_located) {
    run_watching(b, n, step, located);
  } else if (b->sign > 0 && !b->is_strict) {
    run_watching(b, n, step, above);
  } else {
    run_watching(b, n, step, on_grid);
  }
}

/// a + 2 b: doubling is exact, so that fusing it changes no bit.
INLINE V plus_twice(V a, V b) {
#if HAS_FMA
  return __builtin_elementwise_fma((V){} + 2, b, a);
#else
  return a + 2 * b;
#endif
}

/// In the order of operations of `NOTEBOOK_STEPS`; halves and doubles are exact wherever they are taken.
#define NOTEBOOK_LANE_STEPS(NAME, N)                                                           \
  INLINE void euler_step_##NAME(const V *v, const V *r, const V *y, V h, V *z) {               \
    const int n = N;                                                                           \
    V k1[N];                                                                                   \
    NAME(v, r, y, k1);                                                                         \
    EACH z[i] = y[i] + h * k1[i];                                                              \
  }                                                                                            \
  INLINE void midpoint_step_##NAME(const V *v, const V *r, const V *y, V h, V *z) {            \
    const int n = N;                                                                           \
    V k1[N], k2[N], stage[N];                                                                  \
    NAME(v, r, y, k1);                                                                         \
    EACH stage[i] = y[i] + h / 2 * k1[i];                                                  \
    NAME(v, r, stage, k2);                                                                     \
    EACH z[i] = y[i] + h * k2[i];                                                              \
  }                                                                                            \
  INLINE void heun_step_##NAME(const V *v, const V *r, const V *y, V h, V *z) {                \
    const int n = N;                                                                           \
    V k1[N], k2[N], stage[N];                                                                  \
    NAME(v, r, y, k1);                                                                         \
    EACH stage[i] = y[i] + h * k1[i];                                                          \
    NAME(v, r, stage, k2);                                                                     \
    EACH z[i] = y[i] + h / 2 * (k1[i] + k2[i]);                                                \
  }                                                                                            \
  INLINE void rk4_step_##NAME(const V *v, const V *r, const V *y, V h, V *z) {                 \
    const int n = N;                                                                           \
    V k1[N], k2[N], k3[N], k4[N], stage[N];                                                    \
    NAME(v, r, y, k1);                                                                         \
    EACH stage[i] = y[i] + h / 2 * k1[i];                                                  \
    NAME(v, r, stage, k2);                                                                     \
    EACH stage[i] = y[i] + h / 2 * k2[i];                                                  \
    NAME(v, r, stage, k3);                                                                     \
    EACH stage[i] = y[i] + h * k3[i];                                                          \
    NAME(v, r, stage, k4);                                                                     \
    EACH z[i] = y[i] + h / 6 * (plus_twice(plus_twice(k1[i], k2[i]), k3[i]) + k4[i]);          \
  }                                                                                            \
  static void euler_##NAME(struct notebook_lanes *b) { run_lanes(b, N, euler_step_##NAME); }   \
  static void midpoint_##NAME(struct notebook_lanes *b) { run_lanes(b, N, midpoint_step_##NAME); } \
  static void heun_##NAME(struct notebook_lanes *b) { run_lanes(b, N, heun_step_##NAME); }     \
  static void rk4_##NAME(struct notebook_lanes *b) { run_lanes(b, N, rk4_step_##NAME); }

#define NOTEBOOK_LANES_OF(NAME) {euler_##NAME, midpoint_##NAME, heun_##NAME, rk4_##NAME}

#endif
