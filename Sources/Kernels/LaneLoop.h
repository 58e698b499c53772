#ifndef NOTEBOOK_LANE_LOOP_H
#define NOTEBOOK_LANE_LOOP_H

#include "LaneLocation.h"

#include <string.h>

/// Whole steps of many lanes at once.

#define EACH _Pragma("clang loop unroll(full)") for (int i = 0; i < n; i++)

enum { most_values = 64 };

/// Vectors that go through a stage of a step together. One step is a long chain of operations that wait for each other: by
/// turns, a processor finds the next vector's to do meanwhile. A loop, since unrolled the compiler would sort it by vectors.
enum { group = 64 / WIDTH, part_of_lanes = 128 };
_Static_assert(2 * group * WIDTH == notebook_lane_work, "sums and points of a group");
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

/// Which lanes do not pass quietly: those that came to their threshold, or may have been above it in between. A parabola through
/// the last three points that has its summit inside the step, with the doubt that `may_hide` adds, rises by no more than the change
/// before: it takes doubling that to come up to the threshold.
INLINE M are_noticed(const struct notebook_lanes *b, V y, V z, V threshold, V previous, const enum watch watch) {
  const V twice = plus_twice(-previous, y);
  if (watch == near_above) return ~((z < threshold) & (twice < threshold));
  return ~((b->sign * (z - threshold) < 0) & (b->sign * (twice - threshold) < 0));
}

/// Goes to the end of step `s`, where lanes were noticed in some of the groups, and on to the next one.
static __attribute__((noinline)) void settle(struct notebook_lanes *b, long s, const uint64_t *noticed, long groups,
                                             const double *previous, lane_step step) {
  enum { lanes_of_group = group * WIDTH };
  for (long g = 0; g < groups; g++) {
    if (noticed[g] == 0) continue;
    notebook_lanes_look(b, s, g * lanes_of_group, noticed[g], previous);
    if (b->waiting->count > notebook_waiting_lanes - lanes_of_group) cross_waiting(b, s, step);
  }
  if (b->waiting->count > 0) cross_waiting(b, s, step);
  double *const free = b->before;
  b->before = b->states, b->states = b->next, b->next = free;
}

/// All steps of the vectors from `begin` to `end`. Everything but `b` is known when this is compiled.
INLINE void run_part(struct notebook_lanes *b, const struct lane_shape shape, const struct lane_values values,
                     lane_stages first_stages, lane_end last_stage, lane_step step, const enum watch watch, long begin,
                     long end) {
  const int n = shape.states, is_looked_at = watch == near_above || watch == located;
  const long watched = watch == above || watch == near_above ? 0 : b->watched;
  const V *thresholds = (const V *)b->thresholds;
  const V h = (V){} + b->h;
  V *const work = (V *)b->work;
  uint64_t noticed[notebook_wide_lanes / (group * WIDTH)];
  for (long s = 0; s < b->count; s++) {
    const double *const before = b->previous;
    const V *previous = (const V *)before, *states = (const V *)b->states;
    V *next = (V *)(is_looked_at ? b->next : b->states);
    if (is_looked_at) b->previous = b->states + watched * notebook_wide_row;
    for (long first = begin; first < end; first += group) {
      const long in_group = end - first < group ? end - first : group;
      first_stages(of_vector(values, first), states + first, h, in_group, work);
      uint64_t due = 0;
      GROUP(in_group) {
        const long q = first + g;
        V y[most_states], z[most_states];
        EACH y[i] = states[i * vectors + q];
        last_stage(of_vector(values, q), y, h, work + g, z);
        const V from = state_of(y, n, watched), to = state_of(z, n, watched);
        if (is_looked_at) {
          due |= bits_of(are_noticed(b, from, to, thresholds[q], previous[q], watch)) << g * WIDTH;
        } else if (watch != nothing) {
          due |= bits_of(due_on_grid(b, to, thresholds[q], watch)) << g * WIDTH;
        }
        EACH next[i * vectors + q] = z[i];
      }
      if (is_looked_at) noticed[first / group] = due;
      if (!is_looked_at && __builtin_expect(due != 0, 0)) notebook_lanes_jump(b, s, first * WIDTH, due);
    }
    if (is_looked_at) settle(b, s, noticed, (end + group - 1) / group, before, step);
  }
}

/// All steps of all vectors.
INLINE void run_watching(struct notebook_lanes *b, const struct lane_shape shape, const int are_shared,
                         lane_stages first_stages, lane_end last_stage, lane_step step, const enum watch watch) {
  V shared[most_values], high[most_values], low[most_values];
  for (int i = 0; are_shared && i < shape.values; i++) {
    const double v = b->values[i * notebook_wide_row], r = b->reciprocals[i * notebook_wide_row];
    shared[i] = (V){} + v, high[i] = (V){} + r, low[i] = (V){} + fma(-v, r, 1) * r;
  }
  const struct lane_values values = {(const V *)b->values, (const V *)b->reciprocals, shared, high, low, are_shared};
  const int is_looked_at = watch == near_above || watch == located;
  if (is_looked_at) prepare_to_wait(b, shape.values, are_shared ? shape.inputs : ~0ull);
  // On the grid lanes do not wait for each other: some that stay in the first-level cache take all steps.
  const long used = (b->active + WIDTH - 1) / WIDTH, part = is_looked_at ? used : part_of_lanes / WIDTH;
  for (long begin = 0; begin < used; begin += part) {
    const long end = used - begin < part ? used : begin + part;
    run_part(b, shape, values, first_stages, last_stage, step, watch, begin, end);
  }
}

/// Lanes that share values have loops of their own where the first state is watched from below, or none is.
INLINE void run_lanes(struct notebook_lanes *b, const struct lane_shape shape, lane_stages first_stages,
                      lane_end last_stage, lane_step step) {
  const int is_above = b->sign > 0 && b->watched == 0 && (b->is_located || !b->is_strict);
  const enum watch watch = b->sign == 0      ? nothing
                           : b->is_located ? (is_above ? near_above : located)
                                           : (is_above ? above : on_grid);
  const int are_shared = HAS_FMA && notebook_lanes_share(b, shape.values, shape.inputs, shape.divisors);
#define RUN(SHARED, WATCH) run_watching(b, shape, SHARED, first_stages, last_stage, step, WATCH)
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
