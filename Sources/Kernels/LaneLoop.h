#ifndef NOTEBOOK_LANE_LOOP_H
#define NOTEBOOK_LANE_LOOP_H

#include "LaneValues.h"

#include <string.h>

/// Whole steps of many lanes at once.

INLINE int any(M where) {
#if WIDTH == 4
  return __builtin_ia32_movmskpd256((V)where) != 0;
#else
  return __builtin_reduce_or(where) != 0;
#endif
}

#define EACH _Pragma("clang loop unroll(full)") for (int i = 0; i < n; i++)

enum { most_states = 8, most_values = 64 };

/// Vectors that go through a stage of a step together. One step is a long chain of operations that wait for each other: by
/// turns, a processor finds the next vector's to do meanwhile. A loop, since unrolled the compiler would sort it by vectors.
enum { group = 64 / WIDTH };
#define GROUP(COUNT) _Pragma("clang loop unroll(disable)") for (int g = 0; g < (COUNT); g++)

/// All stages of a step of size h but the last, for `count` vectors of a group: state i of vector g stands at
/// `y[i * vectors + g]`, and what the last stage needs goes to `work`.
typedef void (*lane_stages)(struct lane_values v, const V *y, V h, long count, V *work);

/// The last stage for one vector, from y to z.
typedef void (*lane_end)(struct lane_values v, const V *y, V h, const V *work, V *z);

/// A right-hand side: how many states and values it has, and which of these inputs set and which divide, bit by bit.
struct lane_shape {
  int states, values;
  uint64_t inputs, divisors;
};

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

/// A bit for each lane.
INLINE uint64_t bits_of(M where) {
#if WIDTH == 4
  return (uint64_t)__builtin_ia32_movmskpd256((V)where);
#else
  typedef _Bool B __attribute__((ext_vector_type(WIDTH)));
  const B bits = __builtin_convertvector(where, B);
  unsigned char result = 0;
  memcpy(&result, &bits, sizeof bits);
  return result & ((1u << WIDTH) - 1);
#endif
}

/// Which lanes are past their thresholds on the grid.
INLINE M due_on_grid(const struct notebook_lanes *b, V z, V threshold, const enum watch watch) {
  if (watch == above) return z >= threshold;
  const V now = b->sign * (z - threshold);
  return b->is_strict ? now > 0 : now >= 0;
}

/// What did not pass quietly by its distance alone may still have: where the margin bends upwards between ends that are clearly
/// below zero, it has no summit inside.
INLINE int may_be_due(const struct notebook_lanes *b, V y, V z, V threshold, V previous, const enum watch watch) {
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
INLINE void run_watching(struct notebook_lanes *b, const struct lane_shape shape, const int are_shared,
                         lane_stages first_stages, lane_end last_stage, const enum watch watch) {
  const int n = shape.states;
  const long used = (b->active + WIDTH - 1) / WIDTH, count = b->count;
  const long watched = watch == above || watch == near_above ? 0 : b->watched;
  V *restrict states = (V *)b->states, *restrict previous = (V *)b->previous;
  const V *thresholds = (const V *)b->thresholds;
  V shared[most_values], high[most_values], low[most_values];
  for (int i = 0; are_shared && i < shape.values; i++) {
    const double v = b->values[i * notebook_lanes], r = b->reciprocals[i * notebook_lanes];
    shared[i] = (V){} + v, high[i] = (V){} + r, low[i] = (V){} + fma(-v, r, 1) * r;
  }
  const struct lane_values values = {(const V *)b->values, (const V *)b->reciprocals, shared, high, low, are_shared};
  const V h = (V){} + b->h;
  V *const work = (V *)b->work;
  for (long s = 0; s < count; s++) {
    for (long first = 0; first < used; first += group) {
      const long in_group = used - first < group ? used - first : group;
      first_stages(of_vector(values, first), states + first, h, in_group, work);
      uint64_t due = 0;
      GROUP(in_group) {
        const long q = first + g;
        V y[most_states], z[most_states];
        EACH y[i] = states[i * vectors + q];
        last_stage(of_vector(values, q), y, h, work + g, z);
        const V to = state_of(z, n, watched);
        if (watch == above || watch == on_grid) {
          due |= bits_of(due_on_grid(b, to, thresholds[q], watch)) << g * WIDTH;
        } else if (watch != nothing) {
          const V from = state_of(y, n, watched), before = previous[q];
          previous[q] = from;
          if (__builtin_expect(may_be_due(b, from, to, thresholds[q], before, watch), 0)) look(b, s, q, n, y, z, before);
        }
        EACH states[i * vectors + q] = z[i];
      }
      if (__builtin_expect(due != 0, 0)) notebook_lanes_jump(b, s, first * WIDTH, due);
    }
  }
}

/// Lanes that share values have loops of their own where the first state is watched from below, or none is.
INLINE void run_lanes(struct notebook_lanes *b, const struct lane_shape shape, lane_stages first_stages,
                      lane_end last_stage) {
  const int is_above = b->sign > 0 && b->watched == 0 && (b->is_located || !b->is_strict);
  const enum watch watch = b->sign == 0      ? nothing
                           : b->is_located ? (is_above ? near_above : located)
                                           : (is_above ? above : on_grid);
  const int are_shared = HAS_FMA && notebook_lanes_share(b, shape.values, shape.inputs, shape.divisors);
#define RUN(SHARED, WATCH) run_watching(b, shape, SHARED, first_stages, last_stage, WATCH)
  switch (watch) {
  case nothing: return are_shared ? RUN(1, nothing) : RUN(0, nothing);
  case above: return are_shared ? RUN(1, above) : RUN(0, above);
  case near_above: return are_shared ? RUN(1, near_above) : RUN(0, near_above);
  case on_grid: return RUN(0, on_grid);
  case located: return RUN(0, located);
  }
#undef RUN
}

#endif
