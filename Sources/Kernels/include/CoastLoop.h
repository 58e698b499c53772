#ifndef NOTEBOOK_COAST_LOOP_H
#define NOTEBOOK_COAST_LOOP_H

#include "Coast.h"

#include <math.h>
#include <stddef.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

/// The loop behind `notebook_coast`, to be included by what compiles it: once for any equations, and once for each method on
/// each built-in model, whose few states then stay in registers.
///
/// All that changes stands in local variables, and no step waits for more than its own right-hand sides.
///
/// - `step`: known when this is compiled, or null for the general one.
/// - `y`, `z`: the present state, and room for the next.
static inline __attribute__((always_inline)) long notebook_coast_along(
    struct notebook_coast *coast, const long most, const long n, const notebook_step step, double *y, double *z) {
  const struct notebook_coast c = *coast;
  double *row = c.rows;
  double earlier = c.earlier, before = c.before, last_change = fabs(before - earlier), last_step = c.last_step;
  long count = 0;
  while (count < most) {
    const double target = c.start + (double)(c.index + count + 1) * c.step;
    if (target > c.limit) break;
    if (step != NULL) {
      step(c.values, y, c.step, z);
    } else {
      notebook_explicit_step(c.method, y, c.step, z);
    }
    *row = target;
    // Stays zero, but for infinity and what is not a number.
    double zero = 0;
    // A few numbers at a time: what prepares a loop for many would cost more than the loop.
    _Pragma("clang loop vectorize(disable)") for (long i = 0; i < n; i++) {
      row[i + 1] = z[i];
      zero += z[i] - z[i];
    }
    if (zero != 0) break;
    if (c.sign != 0) {
      const double now = c.sign * (z[c.watched] - c.threshold);
      const double change = fabs(now - before), highest = now > before ? now : before;
      if (!(highest * last_step + 2 * (change * last_step + last_change * c.step) < 0)) break;
      earlier = before, before = now, last_change = change;
    }
    row += c.row_stride;
    if (step != NULL) {
      for (long i = 0; i < n; i++) y[i] = z[i];
    } else {
      double *const next = y;
      y = z, z = next;
    }
    last_step = c.step;
    count++;
  }
  if (count > 0) coast->t = c.start + (double)(c.index + count) * c.step;
  coast->index += count;
  if (step == NULL) coast->y = y, coast->z = z;
  coast->earlier = earlier, coast->before = before, coast->last_step = last_step;
  return count;
}

/// The loop for one method on one right-hand side of N states.
#define NOTEBOOK_COAST(METHOD, NAME, N)                                                                                  \
  static long METHOD##_coast_##NAME(struct notebook_coast *coast, long most) {                                          \
    double y[N], z[N];                                                                                                  \
    for (long i = 0; i < N; i++) y[i] = coast->y[i];                                                                    \
    const long count = notebook_coast_along(coast, most, N, METHOD##_##NAME, y, z);                                     \
    for (long i = 0; i < N; i++) coast->y[i] = y[i];                                                                    \
    return count;                                                                                                       \
  }

#endif
