#ifndef NOTEBOOK_LANE_STEPS_H
#define NOTEBOOK_LANE_STEPS_H

#include "LaneLoop.h"

/// The compiled methods for a right-hand side: to be included in front of the generated ones.

/// Of a group's vector: the sum of slopes so far, and where the next stage is.
#define SUM(I) work[(I) * group]
#define POINT(I) work[(n + (I)) * group]

/// In the order of operations of `NOTEBOOK_STEPS`; halves and doubles are exact wherever they are taken.
#define NOTEBOOK_LANE_STEPS(NAME, N, VALUES, INPUTS, DIVISORS)                                                           \
  static const struct lane_shape NAME##_shape = {N, VALUES, INPUTS, DIVISORS};                                           \
  INLINE void first_stage_##NAME(struct lane_values v, const V *states, V h, long count, V *restrict all) {              \
    const int n = N;                                                                                                     \
    GROUP(count) {                                                                                                       \
      V *work = all + g, y[N], k[N];                                                                                     \
      EACH y[i] = states[i * vectors + g];                                                                               \
      NAME(of_vector(v, g), y, k);                                                                                       \
      EACH SUM(i) = k[i], POINT(i) = y[i] + h * k[i];                                                                    \
    }                                                                                                                    \
  }                                                                                                                      \
  INLINE void inner_stage_##NAME(struct lane_values v, const V *states, V h, long count, V *restrict all) {              \
    const int n = N;                                                                                                     \
    GROUP(count) {                                                                                                       \
      V *work = all + g, stage[N], k[N];                                                                                 \
      EACH stage[i] = POINT(i);                                                                                          \
      NAME(of_vector(v, g), stage, k);                                                                                   \
      EACH SUM(i) = plus_twice(SUM(i), k[i]), POINT(i) = states[i * vectors + g] + h * k[i];                             \
    }                                                                                                                    \
  }                                                                                                                      \
  INLINE void last_slopes_##NAME(struct lane_values v, const V *work, V *k) {                                            \
    const int n = N;                                                                                                     \
    V stage[N];                                                                                                          \
    EACH stage[i] = POINT(i);                                                                                            \
    NAME(v, stage, k);                                                                                                   \
  }                                                                                                                      \
  INLINE void euler_stages_##NAME(struct lane_values v, const V *y, V h, long count, V *restrict work) {                 \
    (void)v, (void)y, (void)h, (void)count, (void)work;                                                                  \
  }                                                                                                                      \
  INLINE void euler_end_##NAME(struct lane_values v, const V *y, V h, const V *work, V *z) {                             \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    (void)work;                                                                                                          \
    NAME(v, y, k);                                                                                                       \
    EACH z[i] = y[i] + h * k[i];                                                                                         \
  }                                                                                                                      \
  INLINE void midpoint_stages_##NAME(struct lane_values v, const V *y, V h, long count, V *restrict work) {              \
    first_stage_##NAME(v, y, h / 2, count, work);                                                                        \
  }                                                                                                                      \
  INLINE void midpoint_end_##NAME(struct lane_values v, const V *y, V h, const V *work, V *z) {                          \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, work, k);                                                                                      \
    EACH z[i] = y[i] + h * k[i];                                                                                         \
  }                                                                                                                      \
  INLINE void heun_end_##NAME(struct lane_values v, const V *y, V h, const V *work, V *z) {                              \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, work, k);                                                                                      \
    EACH z[i] = y[i] + h / 2 * (SUM(i) + k[i]);                                                                          \
  }                                                                                                                      \
  INLINE void rk4_stages_##NAME(struct lane_values v, const V *y, V h, long count, V *restrict work) {                   \
    first_stage_##NAME(v, y, h / 2, count, work);                                                                        \
    inner_stage_##NAME(v, y, h / 2, count, work);                                                                        \
    inner_stage_##NAME(v, y, h, count, work);                                                                            \
  }                                                                                                                      \
  INLINE void rk4_end_##NAME(struct lane_values v, const V *y, V h, const V *work, V *z) {                               \
    const int n = N;                                                                                                     \
    V k[N];                                                                                                              \
    last_slopes_##NAME(v, work, k);                                                                                      \
    EACH z[i] = y[i] + h / 6 * (SUM(i) + k[i]);                                                                          \
  }                                                                                                                      \
  NOTEBOOK_LANE_RUN(NAME, N, euler, euler_stages_##NAME)                                                                   \
  NOTEBOOK_LANE_RUN(NAME, N, midpoint, midpoint_stages_##NAME)                                                             \
  NOTEBOOK_LANE_RUN(NAME, N, heun, first_stage_##NAME)                                                                     \
  NOTEBOOK_LANE_RUN(NAME, N, rk4, rk4_stages_##NAME)

/// A method by its stages and its end: whole steps of all lanes, and single ones of one vector.
#define NOTEBOOK_LANE_RUN(NAME, N, METHOD, STAGES)                                                                       \
  static void METHOD##_step_##NAME(const struct notebook_lanes *b, long vector, V h, V *z) {                             \
    const struct lane_values own = {(const V *)b->values, (const V *)b->reciprocals, 0, 0, 0, 0};                        \
    const struct lane_values v = of_vector(own, vector);                                                                 \
    const int n = N;                                                                                                     \
    const V *states = (const V *)b->states + vector;                                                                     \
    V y[N], work[2 * N * group];                                                                                         \
    EACH y[i] = states[i * vectors];                                                                                     \
    STAGES(v, states, h, 1, work);                                                                                       \
    METHOD##_end_##NAME(v, y, h, work, z);                                                                               \
  }                                                                                                                      \
  static void METHOD##_##NAME(struct notebook_lanes *b) {                                                                \
    run_lanes(b, NAME##_shape, STAGES, METHOD##_end_##NAME, METHOD##_step_##NAME);                                       \
  }

#define NOTEBOOK_LANES_OF(NAME) {euler_##NAME, midpoint_##NAME, heun_##NAME, rk4_##NAME}

#endif
