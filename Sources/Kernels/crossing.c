#include "Lane.h"

#include <stdlib.h>
#include <string.h>

// How a lane goes through a step in which it crosses its threshold.

/// How often an event may come in one step.
enum { most_events = 1000 };

static double ulp(double x) {
  uint64_t bits;
  x = fabs(x);
  memcpy(&bits, &x, sizeof bits);
  bits++;
  double next;
  memcpy(&next, &bits, sizeof next);
  return next - x;
}

double notebook_lane_spacing(double t, double h) { return fmax(fmax(ulp(t), ulp(t + h)) / 2, ulp(h)); }

static void load(const struct lane *lane) {
  const struct notebook_lanes *b = lane->all;
  if (b->step != NULL) return;
  for (long r = 0; r < b->register_count; r++) b->lane_registers[r] = b->registers[r * b->row + lane->lane];
}

static void step(const struct lane *lane, const double *y, double h, double *z) {
  const struct notebook_lanes *b = lane->all;
  if (b->step != NULL) return b->step(b->lane_values + lane->lane * b->value_count, y, h, z);
  notebook_explicit_step(b->method, y, h, z);
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

/// The size of step at which the threshold is crossed.
static double locate(const struct lane *lane, const struct crossing *of) {
  const double spacing = notebook_lane_spacing(of->t, of->h);
  double a = 0, b = of->h, c = 0, fa = of->at_start, fb = of->at_end, fc = of->at_start, fraction = 0.5;
  while ((fb != 0 || lane->all->is_strict) && fabs(b - a) > spacing) {
    const double x = a + fraction * (b - a), found = margin_after(lane, of->y, x, of->z);
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

int notebook_lane_fire(const struct lane *lane, double t, double *y) {
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
      const double change = b->jump_values[i * b->row + lane->lane];
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

enum progress notebook_lane_leave(const struct lane *lane, struct crossing *step, double x) {
  struct notebook_lanes *b = lane->all;
  const long l = lane->lane;
  const double reached = x == step->h ? step->target : step->t + x;
  memcpy(step->y, step->z, (size_t)b->dimension * sizeof *step->y);
  if (!notebook_lane_fire(lane, reached, step->y)) return lost;
  step->at_start = margin(lane, step->y);
  if (!(step->at_start < 0)) return lost;
  step->t = reached;
  step->h = step->target - reached;
  if (reached != step->target && step->h > 4 * 0x1p-52 * fabs(reached)) return has_rest;
  memcpy(step->z, step->y, (size_t)b->dimension * sizeof *step->y);
  b->previous[l] = NAN, b->held[l] = NAN, b->held_step[l] = 0;
  return arrived;
}

enum progress notebook_lane_arrive(const struct lane *lane, struct crossing *step) {
  struct notebook_lanes *b = lane->all;
  const long l = lane->lane;
  b->extra_evaluations[l] += b->method->stage_count, b->extra_steps[l] += 1;
  step->at_end = margin(lane, step->z);
  if (!is_finite(step->z, b->dimension) || step->at_end == 0) return lost;
  if (step->at_end > 0) return crosses;
  b->previous[l] = NAN, b->held[l] = step->at_start, b->held_step[l] = step->h;
  return arrived;
}

int notebook_lane_cross(const struct lane *lane, struct crossing step_of) {
  load(lane);
  for (int events = 0; events < most_events; events++) {
    const double x = locate(lane, &step_of);
    margin_after(lane, step_of.y, x, step_of.z);
    enum progress progress = notebook_lane_leave(lane, &step_of, x);
    if (progress == has_rest) {
      step(lane, step_of.y, step_of.h, step_of.z);
      progress = notebook_lane_arrive(lane, &step_of);
    }
    if (progress != crosses) return progress == arrived;
  }
  return 0;
}
