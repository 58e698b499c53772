#include "Coast.h"

#include <math.h>
#include <stddef.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

// A few numbers at a time: what prepares a loop for many would cost more than the loop.
#define FEW _Pragma("clang loop vectorize(disable) unroll(disable)") for

// All that changes stands in local variables, and no step waits for more than its own right-hand sides.
long notebook_coast(struct notebook_coast *coast, long most) {
  const struct notebook_coast c = *coast;
  double *y = c.y, *z = c.z, *row = c.rows;
  double earlier = c.earlier, before = c.before, last_change = fabs(before - earlier), last_step = c.last_step;
  long count = 0;
  while (count < most) {
    const double target = c.start + (double)(c.index + count + 1) * c.step;
    if (target > c.limit) break;
    if (c.compiled != NULL) {
      c.compiled(c.values, y, c.step, z);
    } else {
      notebook_explicit_step(c.method, y, c.step, z);
    }
    *row = target;
    // Stays zero, but for infinity and what is not a number.
    double zero = 0;
    FEW (long i = 0; i < c.dimension; i++) {
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
    double *const next = y;
    y = z, z = next;
    last_step = c.step;
    count++;
  }
  if (count > 0) coast->t = c.start + (double)(c.index + count) * c.step;
  coast->index += count;
  coast->y = y, coast->z = z;
  coast->earlier = earlier, coast->before = before, coast->last_step = last_step;
  return count;
}
