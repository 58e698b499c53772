#include "Lane.h"

#include <stdlib.h>
#include <string.h>

// What lanes do after a step in which something came that the loops over vectors do not know.

/// What a lane may have.
enum { most_states = 64 };

/// Whether a margin below zero at both ends of a step may have come above it inside; see `EventWatch.summit`.
static int may_hide(double m0, double m1, double m2, double last_step, double h) {
  if (!(last_step > 0)) return 0;
  const double change = fabs(m2 - m1) * last_step + fabs(m1 - m0) * h;
  if (!(fmax(m1, m2) * last_step + 2 * change >= 0) || !isfinite(m0)) return 0;
  const double slope_before = (m1 - m0) / last_step, slope_after = (m2 - m1) / h;
  const double q = (slope_after - slope_before) / (last_step + h), s = slope_before + q * last_step;
  if (!(q < 0 && s > 0 && -s / (2 * q) < h)) return 0;
  return m1 - s * s / (4 * q) > -(fabs(q) * h * h);
}

/// Has a lane wait until those that cross their thresholds in the same step can be located with it.
static int wait(const struct lane *lane, const double *y, const double *z) {
  struct notebook_lanes *b = lane->all;
  struct notebook_waiting *waiting = b->waiting;
  const long column = notebook_wide_lanes + waiting->count, l = lane->lane;
  waiting->lanes[waiting->count++] = l;
  for (long i = 0; i < b->dimension; i++) b->states[i * b->row + column] = y[i], b->next[i * b->row + column] = z[i];
  for (uint64_t varying = waiting->varying; varying != 0; varying &= varying - 1) {
    const long row = __builtin_ctzll(varying) * b->row;
    b->values[row + column] = b->values[row + l], b->reciprocals[row + column] = b->reciprocals[row + l];
  }
  b->thresholds[column] = lane->threshold;
  return 1;
}

static int look(const struct lane *lane, double t, double target, double h, double *y, double *z, double previous) {
  struct notebook_lanes *b = lane->all;
  const long l = lane->lane;
  const double now = margin(lane, z);
  if (!is_finite(z, b->dimension)) return 0;
  // The step before this one: a whole one, unless something happened in it.
  const int is_held = isnan(previous);
  const double last_step = is_held ? b->held_step[l] : b->h;
  const double m0 = is_held ? b->held[l] : b->sign * (previous - lane->threshold), m1 = margin(lane, y), m2 = now;
  if (!(m1 < 0)) return 0;
  if (m2 == 0) return 0;
  if (m2 > 0) {
    if (b->waiting != NULL) return wait(lane, y, z);
    return notebook_lane_cross(lane, (struct crossing){t, target, h, y, z, m1, m2});
  }
  return !may_hide(m0, m1, m2, last_step, h);
}

void notebook_lanes_jump(struct notebook_lanes *b, long s, long first, uint64_t due) {
  const double t = end_of(b, s);
  for (; due != 0; due &= due - 1) {
    const long l = first + __builtin_ctzll(due);
    if (l >= b->active || b->lost[l]) continue;
    const struct lane lane = {b, l, b->thresholds[l]};
    double y[most_states];
    for (long i = 0; i < b->dimension; i++) y[i] = b->states[i * b->row + l];
    if (!notebook_lane_fire(&lane, t, y)) b->lost[l] = 1;
    for (long i = 0; i < b->dimension; i++) b->states[i * b->row + l] = y[i];
  }
}

void notebook_lanes_look(struct notebook_lanes *b, long s, long first, uint64_t noticed, const double *previous) {
  double y[most_states], z[most_states];
  for (; noticed != 0; noticed &= noticed - 1) {
    const long l = first + __builtin_ctzll(noticed);
    if (l >= b->active || b->lost[l]) continue;
    const struct lane lane = {b, l, b->thresholds[l]};
    for (long i = 0; i < b->dimension; i++) y[i] = b->states[i * b->row + l], z[i] = b->next[i * b->row + l];
    if (!look(&lane, begin_of(b, s), end_of(b, s), b->h, y, z, previous[l])) b->lost[l] = 1;
    for (long i = 0; i < b->dimension; i++) b->next[i * b->row + l] = z[i];
  }
}

/// Whether the last three of 53 binary digits are zero.
static int is_short(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits & 7) == 0;
}

int notebook_lanes_share(const struct notebook_lanes *b, long count, uint64_t inputs, uint64_t divisors) {
  for (long i = 0; i < count; i++) {
    if (inputs >> i & 1) continue;
    const double *row = b->values + i * b->row;
    if ((divisors >> i & 1) && !is_short(row[0])) return 0;
    long others = 0;
    for (long l = 0; l < b->active; l++) others += row[l] != row[0];
    if (others > 0) return 0;
  }
  return 1;
}

void notebook_lanes_free_events(struct notebook_lanes *b) {
  free(b->events);
  b->events = NULL, b->event_count = 0, b->event_capacity = 0;
}
