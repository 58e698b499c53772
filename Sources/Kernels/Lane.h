#ifndef NOTEBOOK_LANE_H
#define NOTEBOOK_LANE_H

#include "Lanes.h"

#include <math.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

/// One lane, by itself.
struct lane {
  struct notebook_lanes *all;
  long lane;
  double threshold;
};

/// A step that an event ends: from (t, y), of size h, to the state z at `target`; with the margins at both ends.
struct crossing {
  double t, target, h;
  double *y, *z;
  double at_start, at_end;
};

/// Where a lane stands: it has gone to the end of its step, it has a rest of the step to go, it crosses its threshold once more, or
/// something happened in it that is not known here.
enum progress { lost, arrived, has_rest, crosses };

static inline double margin(const struct lane *lane, const double *state) {
  return lane->all->sign * (state[lane->all->watched] - lane->threshold);
}

static inline int is_finite(const double *state, long dimension) {
  for (long i = 0; i < dimension; i++) if (!isfinite(state[i])) return 0;
  return 1;
}

/// The times at which step `s` begins and ends.
static inline double begin_of(const struct notebook_lanes *b, long s) {
  return s == 0 ? b->first : b->start + (double)(b->index + s) * b->h;
}
static inline double end_of(const struct notebook_lanes *b, long s) {
  return s == b->count - 1 ? b->last : b->start + (double)(b->index + s + 1) * b->h;
}

/// No finer than sizes of step and times are.
double notebook_lane_spacing(double t, double h);

/// Counts the event at time `t` and applies its jump to `y`. Gives 0 where there is no room for the event.
int notebook_lane_fire(const struct lane *lane, double t, double *y);

/// Takes the event at size x of the step, where `z` is: what is left of the step becomes the crossing's.
enum progress notebook_lane_leave(const struct lane *lane, struct crossing *step, double x);

/// Looks at the end `z` of what was left of the step.
enum progress notebook_lane_arrive(const struct lane *lane, struct crossing *step);

/// Goes through the step in which the threshold was crossed, to its end. Gives 0 where the lane is lost.
int notebook_lane_cross(const struct lane *lane, struct crossing step);

#endif
