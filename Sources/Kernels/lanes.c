#include "Lanes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

/// What a lane may have, and how often an event may come in one step.
enum { most_states = 64, most_events = 1000 };

/// One lane, its time and its size of step.
struct lane {
  struct notebook_lanes *all;
  long lane;
  double threshold;
};

static double ulp(double x) {
  uint64_t bits;
  x = fabs(x);
  memcpy(&bits, &x, sizeof bits);
  bits++;
  double next;
  memcpy(&next, &bits, sizeof next);
  return next - x;
}

static void load(const struct lane *lane) {
  const struct notebook_lanes *b = lane->all;
  if (b->step != NULL) return;
  for (long r = 0; r < b->register_count; r++) b->lane_registers[r] = b->registers[r * notebook_lanes + lane->lane];
}

static void step(const struct lane *lane, const double *y, double h, double *z) {
  const struct notebook_lanes *b = lane->all;
  if (b->step != NULL) return b->step(b->lane_values + lane->lane * b->value_count, y, h, z);
  notebook_explicit_step(b->method, y, h, z);
}

static double margin(const struct lane *lane, const double *state) {
  return lane->all->sign * (state[lane->all->watched] - lane->threshold);
}

/// Whether nothing has come: `v > 30` is not yet true where the margin is zero.
static int is_below(const struct lane *lane, double margin) { return lane->all->is_strict ? margin <= 0 : margin < 0; }

static double margin_after(const struct lane *lane, const double *y, double x, double *z) {
  step(lane, y, x, z);
  lane->all->extra_evaluations[lane->lane] += lane->all->retry_cost;
  const double found = margin(lane, z);
  return isnan(found) ? INFINITY : found;
}

// Chandrupatla's method, in the order of operations of `Integration.locate`.
static double fraction_of(double a, double b, double c, double fa, double fb, double fc, double spacing) {
  const double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
  double fraction = 0.5;
  if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi && isfinite(fa) && isfinite(fb) && isfinite(fc)) {
    fraction = fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb));
  }
  const double least = fmin(0.5, 0.5 * spacing / fabs(b - a));
  return fmax(least, fmin(1 - least, fraction));
}

static double locate(const struct lane *lane, double t, const double *y, double h, double at_start, double at_end,
                     double *z) {
  const double spacing = fmax(fmax(ulp(t), ulp(t + h)) / 2, ulp(h));
  double a = 0, b = h, c = 0, fa = at_start, fb = at_end, fc = at_start, fraction = 0.5;
  while ((fb != 0 || lane->all->is_strict) && fabs(b - a) > spacing) {
    const double x = a + fraction * (b - a), found = margin_after(lane, y, x, z);
    if (is_below(lane, found) == is_below(lane, fa)) {
      c = a, fc = fa;
    } else {
      c = b, fc = fb;
      b = a, fb = fa;
    }
    a = x, fa = found;
    fraction = fraction_of(a, b, c, fa, fb, fc, spacing);
  }
  return is_below(lane, fa) ? b : a;
}

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

static int is_finite(const double *state, long dimension) {
  for (long i = 0; i < dimension; i++) if (!isfinite(state[i])) return 0;
  return 1;
}

/// Counts the event at time `t` and applies its jump to `y`. Gives 0 where there is no room for the event.
static int fire(const struct lane *lane, double t, double *y) {
  struct notebook_lanes *b = lane->all;
  if (b->event_count == b->event_capacity) {
    const long capacity = b->event_capacity < 64 ? 64 : 2 * b->event_capacity;
    struct notebook_lane_event *events = realloc(b->events, (size_t)capacity * sizeof *events);
    if (events == NULL) return 0;
    b->events = events, b->event_capacity = capacity;
  }
  b->events[b->event_count++] = (struct notebook_lane_event){t, (int32_t)lane->lane};
  if (b->jump_values != NULL) {
    for (long i = 0; i < b->dimension; i++) {
      const double change = b->jump_values[i * notebook_lanes + lane->lane];
      y[i] = b->jump_adds[i] ? y[i] + change : change;
    }
    return is_finite(y, b->dimension);
  }
  memcpy(b->jump_registers, b->lane_jump_registers + lane->lane * b->jump_register_count,
         (size_t)b->jump_register_count * sizeof(double));
  notebook_program_run(b->jump, t, y, b->jump_results);
  for (long i = 0; i < b->target_count; i++) y[b->targets[i]] = b->jump_results[i];
  return is_finite(y, b->dimension);
}

/// Goes on from the step of size h at (t, y) to `z` in which the threshold was crossed, to `target`. Gives 0 where it is lost.
static int cross(const struct lane *lane, double t, double target, double h, double *y, double *z, double at_start,
                 double at_end) {
  struct notebook_lanes *b = lane->all;
  const long l = lane->lane;
  load(lane);
  for (int events = 0; events < most_events; events++) {
    const double x = locate(lane, t, y, h, at_start, at_end, z);
    margin_after(lane, y, x, z);
    const double reached = x == h ? target : t + x;
    memcpy(y, z, (size_t)b->dimension * sizeof *y);
    if (!fire(lane, reached, y)) return 0;
    const double after = margin(lane, y);
    if (!(after < 0)) return 0;
    t = reached, at_start = after;
    if (!(reached != target && target - t > 4 * 0x1p-52 * fabs(t))) {
      memcpy(z, y, (size_t)b->dimension * sizeof *y);
      b->previous[l] = NAN, b->held[l] = NAN, b->held_step[l] = 0;
      return 1;
    }
    h = target - t;
    step(lane, y, h, z);
    b->extra_evaluations[l] += b->method->stage_count, b->extra_steps[l] += 1;
    if (!is_finite(z, b->dimension)) return 0;
    at_end = margin(lane, z);
    if (at_end > 0) continue;
    if (at_end == 0) return 0;
    b->previous[l] = NAN, b->held[l] = after, b->held_step[l] = h;
    return 1;
  }
  return 0;
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
  if (m2 > 0) return cross(lane, t, target, h, y, z, m1, m2);
  return !may_hide(m0, m1, m2, last_step, h);
}

/// Whether a lane passes by its distance alone; its neighbours in the vector are looked at together with one that does not.
static int is_quiet(const struct notebook_lanes *b, double threshold, double y, double z, double previous) {
  const double highest = fmax(b->sign * (z - threshold), b->sign * (y - threshold));
  return highest + notebook_wary * (fabs(z - y) + fabs(y - previous)) < 0;
}

/// The times at which step `s` begins and ends.
static double begin_of(const struct notebook_lanes *b, long s) {
  return s == 0 ? b->first : b->start + (double)(b->index + s) * b->h;
}
static double end_of(const struct notebook_lanes *b, long s) {
  return s == b->count - 1 ? b->last : b->start + (double)(b->index + s + 1) * b->h;
}

void notebook_lanes_jump(struct notebook_lanes *b, long s, long first, uint64_t due) {
  const double t = end_of(b, s);
  for (; due != 0; due &= due - 1) {
    const long l = first + __builtin_ctzll(due);
    if (l >= b->active || b->lost[l]) continue;
    const struct lane lane = {b, l, b->thresholds[l]};
    double y[most_states];
    for (long i = 0; i < b->dimension; i++) y[i] = b->states[i * notebook_lanes + l];
    if (!fire(&lane, t, y)) b->lost[l] = 1;
    for (long i = 0; i < b->dimension; i++) b->states[i * notebook_lanes + l] = y[i];
  }
}

void notebook_lanes_look(struct notebook_lanes *b, long s, long first_lane, long width, const double *y, double *z,
                         const double *previous) {
  double before[most_states], after[most_states];
  const double t = begin_of(b, s), target = end_of(b, s);
  for (long j = 0; j < width; j++) {
    const long l = first_lane + j;
    if (l >= b->active) break;
    const long w = b->watched * width + j;
    if (b->lost[l] || is_quiet(b, b->thresholds[l], y[w], z[w], previous[j])) continue;
    const struct lane lane = {b, l, b->thresholds[l]};
    for (long i = 0; i < b->dimension; i++) before[i] = y[i * width + j], after[i] = z[i * width + j];
    if (!look(&lane, t, target, b->h, before, after, previous[j])) b->lost[l] = 1;
    for (long i = 0; i < b->dimension; i++) z[i * width + j] = after[i];
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
    const double *row = b->values + i * notebook_lanes;
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
