#ifndef NOTEBOOK_LANE_LOCATION_H
#define NOTEBOOK_LANE_LOCATION_H

#include "Lane.h"
#include "LaneValues.h"

/// Where lanes that wait cross their thresholds: what `crossing.c` does for one, for a vector of them, with the same bits.

enum { most_states = 8 };

/// A step of the method for one vector, with a size for each lane.
typedef void (*lane_step)(const struct notebook_lanes *b, long vector, V h, V *z);

INLINE int any(M where) {
#if WIDTH == 4
  return __builtin_ia32_movmskpd256((V)where) != 0;
#else
  return __builtin_reduce_or(where) != 0;
#endif
}

/// Whether nothing has come, see `is_below`.
INLINE M are_below(const struct notebook_lanes *b, V margin) { return b->is_strict ? margin <= 0 : margin < 0; }

INLINE V margin_of(const struct notebook_lanes *b, long vector, V watched) {
  return b->sign * (watched - ((const V *)b->thresholds)[vector]);
}

/// Margins after steps of size x, which are counted in the lanes that take them.
INLINE V margins_after(const struct notebook_lanes *b, long vector, lane_step step, V x, M lanes, V *z, M *count) {
  step(b, vector, x, z);
  *count -= lanes;
  const V found = margin_of(b, vector, z[b->watched]);
  return pick(found == found, found, (V){} + INFINITY);
}

INLINE V fractions_of(V a, V b, V c, V fa, V fb, V fc, double spacing) {
  const V xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb), half = (V){} + 0.5, infinity = (V){} + INFINITY;
  const M is_safe = (phi * phi < xi) & ((1 - phi) * (1 - phi) < 1 - xi) & (lanes_abs(fa) < infinity) &
                    (lanes_abs(fb) < infinity) & (lanes_abs(fc) < infinity);
  const V inverse = fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb));
  const V least = __builtin_elementwise_min(half, 0.5 * spacing / lanes_abs(b - a));
  return __builtin_elementwise_max(least, __builtin_elementwise_min(1 - least, pick(is_safe, inverse, half)));
}

/// The sizes of step at which a vector's lanes cross their thresholds. In `reached` are the states after the whole step, and then
/// those after steps of these sizes.
INLINE V sizes_of_step(const struct notebook_lanes *b, long vector, lane_step step, double t, V at_start, V at_end,
                       M lanes, V *reached, M *count) {
  const double spacing = notebook_lane_spacing(t, b->h);
  V x0 = {}, x1 = (V){} + b->h, x2 = {}, f0 = at_start, f1 = at_end, f2 = at_start, fraction = (V){} + 0.5;
  const M may_end_at_zero = b->is_strict ? (M){} : ~(M){};
  for (;;) {
    const M go = lanes & ~((f1 == 0) & may_end_at_zero) & (lanes_abs(x1 - x0) > spacing);
    if (!any(go)) return pick(are_below(b, f0), x1, x0);
    V z[most_states];
    const V x = x0 + fraction * (x1 - x0), found = margins_after(b, vector, step, x, go, z, count);
    const M is_past = go & ~are_below(b, found);
    for (long i = 0; i < b->dimension; i++) reached[i] = pick(is_past, z[i], reached[i]);
    const M stays = are_below(b, found) == are_below(b, f0), turns = go & ~stays;
    x2 = pick(turns, x1, pick(go, x0, x2)), f2 = pick(turns, f1, pick(go, f0, f2));
    x1 = pick(turns, x0, x1), f1 = pick(turns, f0, f1);
    x0 = pick(go, x, x0), f0 = pick(go, found, f0);
    fraction = fractions_of(x0, x1, x2, f0, f1, f2, spacing);
  }
}

/// A lane's states in vectors of them.
INLINE void take_lane(const struct notebook_lanes *b, const V *z, long j, double *state) {
  for (long i = 0; i < b->dimension; i++) state[i] = ((const double *)(z + i))[j];
}

/// Takes the lanes of one vector, `count` of them from number `first` on, through step `s`.
static __attribute__((noinline)) void cross_vector(struct notebook_lanes *b, long s, lane_step step, long first, long count) {
  const long vector = (notebook_wide_lanes + first) / WIDTH;
  const double t = begin_of(b, s), target = end_of(b, s);
  V *states = (V *)b->states + vector, *next = (V *)b->next + vector, z[most_states];
  for (long i = 0; i < b->dimension; i++) z[i] = next[i * vectors];
  M lanes = {}, evaluations = {};
  for (int j = 0; j < WIDTH; j++) lanes[j] = j;
  lanes = lanes < count;
  const V at_start = margin_of(b, vector, states[b->watched * vectors]), at_end = margin_of(b, vector, z[b->watched]);
  const V x = sizes_of_step(b, vector, step, t, at_start, at_end, lanes, z, &evaluations);
  // The state there is known: it was evaluated when a lane was found past its threshold for the last time.
  evaluations -= lanes;
  double before[WIDTH][most_states], after[WIDTH][most_states];
  struct crossing crossings[WIDTH];
  enum progress progress[WIDTH];
  for (long j = 0; j < count; j++) {
    const long l = b->waiting->lanes[first + j];
    const struct lane lane = {b, l, b->thresholds[l]};
    b->extra_evaluations[l] += evaluations[j] * b->retry_cost;
    take_lane(b, z, j, after[j]);
    crossings[j] = (struct crossing){t, target, b->h, before[j], after[j], at_start[j], at_end[j]};
    progress[j] = notebook_lane_leave(&lane, crossings + j, x[j]);
    for (long i = 0; i < b->dimension; i++) ((double *)(states + i * vectors))[j] = before[j][i];
  }
  const V rest = pick(x == b->h, (V){}, target - (t + x));
  step(b, vector, rest, z);
  for (long j = 0; j < count; j++) {
    const long l = b->waiting->lanes[first + j];
    const struct lane lane = {b, l, b->thresholds[l]};
    if (progress[j] == has_rest) {
      take_lane(b, z, j, after[j]);
      progress[j] = notebook_lane_arrive(&lane, crossings + j);
    }
    if (progress[j] == crosses) progress[j] = notebook_lane_cross(&lane, crossings[j]) ? arrived : lost;
    if (progress[j] == lost) b->lost[l] = 1;
    for (long i = 0; i < b->dimension; i++) b->next[i * notebook_wide_row + l] = after[j][i];
  }
}

/// Takes all lanes that wait through step `s`.
static __attribute__((noinline)) void cross_waiting(struct notebook_lanes *b, long s, lane_step step) {
  const long count = b->waiting->count;
  for (long first = 0; first < count; first += WIDTH) {
    cross_vector(b, s, step, first, count - first < WIDTH ? count - first : WIDTH);
  }
  b->waiting->count = 0;
}

/// Has the columns of lanes that wait hold the values that are the same in all lanes.
static void prepare_to_wait(struct notebook_lanes *b, long values, uint64_t varying) {
  b->waiting->varying = values < 64 ? varying & ((1ull << values) - 1) : varying;
  for (long i = 0; i < values; i++) {
    for (long column = notebook_wide_lanes; column < notebook_wide_row; column++) {
      b->values[i * notebook_wide_row + column] = b->values[i * notebook_wide_row];
      b->reciprocals[i * notebook_wide_row + column] = b->reciprocals[i * notebook_wide_row];
    }
  }
}

#endif
