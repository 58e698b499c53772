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

/// Vectors that go through a stage of a step together. One step is a long chain of operations that wait for each other: by
/// turns, a processor finds the next vector's to do meanwhile. A loop, since unrolled the compiler would sort it by vectors.
enum { group = 32 / WIDTH };
#define GROUP _Pragma("clang loop unroll(disable)") for (int g = 0; g < group; g++)

/// All stages of a step of size h but the last, for a group: state i of vector g stands at `y[i * vectors + g]`, and what the
/// last stage needs goes to `work`.
typedef void (*lane_stages)(const V *v, const V *r, const V *y, V h, V *work);

/// The last stage for one vector, from y to z, with values and their reciprocals.
typedef void (*lane_end)(const V *v, const V *r, const V *y, V h, const V *work, V *z);

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

/// What is looked at after a step: whether the first state has come above its threshold, or may have in between; or the same for
/// any state and any sign of the margin.
enum watch { nothing, above, near_above, on_grid, located };

/// What did not pass quietly by its distance alone may still have: where the margin bends upwards between ends that are clearly
/// below zero, it has no summit inside.
INLINE int is_due(const struct notebook_lanes *b, V y, V z, V threshold, V previous, const enum watch watch) {
  if (watch == above) return any(z >= threshold);
  if (watch == on_grid) {
    const V now = b->sign * (z - threshold);
    return any(b->is_strict ? now > 0 : now >= 0);
  }
  const double sign = watch == near_above ? 1 : b->sign;
  const V highest = watch == near_above
                        ? lanes_maximum(z, y) - threshold
                        : lanes_maximum(sign * (z - threshold), sign * (y - threshold));
  const V changes = lanes_abs(z - y) + lanes_abs(y - previous);
  const M wary = ~(multiplied(changes, notebook_wary, highest) < 0);
  if (__builtin_expect(!any(wary), 1)) return 0;
  const M bends_up = sign * (z - y) >= sign * (y - previous);
  return any(wary & ~(bends_up & (highest < -notebook_clearly * lanes_abs(threshold))));
}

/// All steps of all vectors. Everything but `b` is known when this is compiled.
INLINE void run_watching(struct notebook_lanes *b, const int n, lane_stages first_stages, lane_end last_stage,
                         const enum watch watch) {
  const long used = (b->active + WIDTH - 1) / WIDTH, count = b->count;
  const long watched = watch == above || watch == near_above ? 0 : b->watched;
  V *restrict states = (V *)b->states, *restrict previous = (V *)b->previous;
  const V *thresholds = (const V *)b->thresholds, *values = (const V *)b->values;
  const V *reciprocals = (const V *)b->reciprocals;
  const V h = (V){} + b->h;
  for (long s = 0; s < count; s++) {
    for (long first = 0; first < used; first += group) {
      V work[2 * most_states * group];
      first_stages(values + first, reciprocals + first, states + first, h, work);
      GROUP {
        const long q = first + g;
        V y[most_states], z[most_states];
        EACH y[i] = states[i * vectors + q];
        last_stage(values + q, reciprocals + q, y, h, work + g, z);
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
}

INLINE void run_lanes(struct notebook_lanes *b, const int n, lane_stages first_stages, lane_end last_stage) {
  const int is_above = b->sign > 0 && b->watched == 0;
  if (b->sign == 0) {
    run_watching(b, n, first_stages, last_stage, nothing);
  } else if (b->is_located && is_above) {
    run_watching(b, n, first_stages, last_stage, near_above);
  } else if (b->is_located) {
    run_watching(b, n, first_stages, last_stage, located);
  } else if (is_above && !b->is_strict) {
    run_watching(b, n, first_stages, last_stage, above);
  } else {
    run_watching(b, n, first_stages, last_stage, on_grid);
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

/// Of a group's vector: the sum of slopes so far, and where the next stage is.
#define SUM(I) work[(I) * group]
#define POINT(I) work[(n + (I)) * group]

/// In the order of operations of `NOTEBOOK_STEPS`; halves and doubles are exact wherever they are taken.
#define NOTEBOOK_LANE_STEPS(NAME, N)                                                                                     \
  INLINE void first_stage_##NAME(const V *v, const V *r, const V *states, V h, V *all) {                                 \
    const int n = N;                                                                                                     \
    GROUP {                                                                                                              \
      V *work = all + g, y[N], k[N];                                                                                     \
      EACH y[i] = states[i * vectors + g];                                                                               \
      NAME(v + g, r + g, y, k);                                                                                          \
      EACH SUM(i) = k[i], POINT(i) = y[i] + h * k[i];                                                                    \
    }                                                                                                                    \
  }                                                                                                                      \
  INLINE void inner_stage_##NAME(const V *v, const V *r, const V *states, V h, V *all) {                                 \
    const int n = N;                                                                                                     \
    GROUP {                                                                                                              \
      V *work = all + g, stage[N], k[N];                                                                                 \
      EACH stage[i] = POINT(i);                                                                                          \
      NAME(v + g, r + g, stage, k);                                                                                      \
      EACH SUM(i) = plus_twice(SUM(i), k[i]), POINT(i) = states[i * vectors + g] + h * k[i];                             \
    }                                                                                                                    \
  }                                                                                                                      \
  INLINE void last_slopes_##NAME(const V *v, const V *r, const V *work, V *k) {                                          \
    const int n = N;                                                                                                     \
    V stage[N];                                                                                                          \
    EACH stage[i] = POINT(i);                                                                                            \
    NAME(v, r, stage, k);                                                                                                \
  }                                                                                                                      \
  INLINE void euler_stages_##NAME(const V *v, const V *r, const V *y, V h, V *work) {                                    \
    (void)v, (void)r, (void)y, (void)h, (void)work;                                                                      \
  }                                                                                                                      \
  INLINE void euler_end_##NAME(const V *v, const V *r, const V *y, V h, const V *work, V *z) {                           \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    (void)work;                                                                                                          \
    NAME(v, r, y, k);                                                                                                    \
    EACH z[i] = y[i] + h * k[i];                                                                                         \
  }                                                                                                                      \
  INLINE void midpoint_stages_##NAME(const V *v, const V *r, const V *y, V h, V *work) {                                 \
    first_stage_##NAME(v, r, y, h / 2, work);                                                                            \
  }                                                                                                                      \
  INLINE void midpoint_end_##NAME(const V *v, const V *r, const V *y, V h, const V *work, V *z) {                        \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, r, work, k);                                                                                   \
    EACH z[i] = y[i] + h * k[i];                                                                                         \
  }                                                                                                                      \
  INLINE void heun_end_##NAME(const V *v, const V *r, const V *y, V h, const V *work, V *z) {                            \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, r, work, k);                                                                                   \
    EACH z[i] = y[i] + h / 2 * (SUM(i) + k[i]);                                                                          \
  }                                                                                                                      \
  INLINE void rk4_stages_##NAME(const V *v, const V *r, const V *y, V h, V *work) {                                      \
    first_stage_##NAME(v, r, y, h / 2, work);                                                                            \
    inner_stage_##NAME(v, r, y, h / 2, work);                                                                            \
    inner_stage_##NAME(v, r, y, h, work);                                                                                \
  }                                                                                                                      \
  INLINE void rk4_end_##NAME(const V *v, const V *r, const V *y, V h, const V *work, V *z) {                             \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, r, work, k);                                                                                   \
    EACH z[i] = y[i] + h / 6 * (SUM(i) + k[i]);                                                                          \
  }                                                                                                                      \
  static void euler_##NAME(struct notebook_lanes *b) { run_lanes(b, N, euler_stages_##NAME, euler_end_##NAME); }         \
  static void midpoint_##NAME(struct notebook_lanes *b) { run_lanes(b, N, midpoint_stages_##NAME, midpoint_end_##NAME); }\
  static void heun_##NAME(struct notebook_lanes *b) { run_lanes(b, N, first_stage_##NAME, heun_end_##NAME); }            \
  static void rk4_##NAME(struct notebook_lanes *b) { run_lanes(b, N, rk4_stages_##NAME, rk4_end_##NAME); }

#define NOTEBOOK_LANES_OF(NAME) {euler_##NAME, midpoint_##NAME, heun_##NAME, rk4_##NAME}

#endif
