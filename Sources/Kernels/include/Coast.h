#ifndef NOTEBOOK_COAST_H
#define NOTEBOOK_COAST_H

#include "Explicit.h"
#include "Kernels.h"

/// Whole steps of a fixed grid by an explicit method, over which at most one threshold is watched.
struct notebook_coast {
  /// The loop that was compiled for the equations, with their values; null where the general one is taken.
  notebook_coaster compiled;
  const double *values;
  const struct notebook_explicit *method;
  long dimension;
  /// The times of the grid are start + index * step; no step ends after `limit`.
  double start, step, limit;
  long index;
  /// The present time and state, and room for the next state.
  double t, *y, *z;
  /// The margin is sign * (state[watched] - threshold); sign is 0 where nothing is watched.
  double sign, threshold;
  long watched;
  /// The margin at the point before the present one and at the present one, and the step between them.
  double earlier, before, last_step;
  /// Where the rows of time and state go, one more than there are steps, and how far apart rows are; 0 where none are kept.
  double *rows;
  long row_stride;
};

/// Takes steps while each passes quietly (see `EventWatch.passesQuietly`), at most `most`. Gives how many it took; the step
/// in which something may have happened is not one of them.
long notebook_coast(struct notebook_coast *coast, long most);

#endif
