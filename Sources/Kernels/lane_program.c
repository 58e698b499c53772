#include "Lanes.h"
#include "Clones.h"

#include <math.h>
#include <string.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

enum { most_states = 64 };

/// For all lanes: result = base + h * the sum of the terms, in the order of operations of `notebook_combine`. The slope of a
/// term is that of stage `stages[k]`.
CLONES static void combine(struct notebook_terms terms, const long *stages, const double *slopes, long dimension, double h,
                           const double *base, double *result) {
  for (long i = 0; i < dimension; i++) {
    const double *y = base + i * notebook_lanes;
    double *z = result + i * notebook_lanes, sum[notebook_lanes];
    const double *first = slopes + (stages[0] * dimension + i) * notebook_lanes;
    for (int l = 0; l < notebook_lanes; l++) sum[l] = terms.first[0].coefficient * first[l];
    for (long k = 1; k < terms.count; k++) {
      const double coefficient = terms.first[k].coefficient;
      const double *slope = slopes + (stages[k] * dimension + i) * notebook_lanes;
      for (int l = 0; l < notebook_lanes; l++) sum[l] += coefficient * slope[l];
    }
    for (int l = 0; l < notebook_lanes; l++) z[l] = y[l] + h * sum[l];
  }
}

/// Which lanes did not pass quietly; gives whether there is one. See `notebook_lanes_look`.
CLONES static int judge(const struct notebook_lanes *b, const double *y, const double *z, unsigned char *due) {
  const double *from = y + b->watched * notebook_lanes, *to = z + b->watched * notebook_lanes;
  int any = 0;
  for (int l = 0; l < notebook_lanes; l++) {
    const double before = b->sign * (from[l] - b->thresholds[l]), now = b->sign * (to[l] - b->thresholds[l]);
    if (b->is_located) {
      const double highest = before > now ? before : now;
      due[l] = !(highest + notebook_wary * (fabs(to[l] - from[l]) + fabs(from[l] - b->previous[l])) < 0);
    } else {
      due[l] = b->is_strict ? now > 0 : now >= 0;
    }
    any |= due[l];
  }
  return any;
}

static void evaluate(const struct notebook_lanes *b, double *slopes) {
  notebook_block_run(b->program, b->program_count, b->registers);
  for (long i = 0; i < b->dimension; i++) {
    memcpy(slopes + i * notebook_lanes, b->registers + (long)b->outputs[i] * notebook_lanes,
           notebook_lanes * sizeof(double));
  }
}

static long stage_of(const struct notebook_lanes *b, const double *slope) {
  return (slope - b->method->slopes) / b->dimension;
}

void notebook_lanes_run_program(struct notebook_lanes *b) {
  const long n = b->dimension, size = n * notebook_lanes, last = b->method->stage_count - 1;
  double *const stage = b->registers, *const slopes = b->slopes;
  double after[most_states * notebook_lanes];
  unsigned char due[notebook_lanes];
  long stages[16][16];
  for (long row = 0; row <= last; row++) {
    for (long k = 0; k < b->method->rows[row].count; k++) stages[row][k] = stage_of(b, b->method->rows[row].first[k].slope);
  }
  for (long s = 0; s < b->count; s++) {
    memcpy(stage, b->states, (size_t)size * sizeof(double));
    evaluate(b, slopes);
    for (long row = 0; row < last; row++) {
      combine(b->method->rows[row], stages[row], slopes, n, b->h, b->states, stage);
      evaluate(b, slopes + (row + 1) * size);
    }
    combine(b->method->rows[last], stages[last], slopes, n, b->h / b->method->divisor, b->states, after);
    if (b->sign != 0) {
      const int any = judge(b, b->states, after, due);
      for (long l = 0; b->is_located && l < notebook_lanes; l++) {
        if (!due[l]) b->previous[l] = b->states[b->watched * notebook_lanes + l];
      }
      for (long l = 0; any && l < b->active; l++) {
        if (!due[l]) continue;
        double y[most_states], z[most_states];
        for (long i = 0; i < n; i++) y[i] = b->states[i * notebook_lanes + l], z[i] = after[i * notebook_lanes + l];
        const double previous = b->previous[l];
        b->previous[l] = y[b->watched];
        notebook_lanes_look(b, s, l, 1, y, z, &previous);
        for (long i = 0; i < n; i++) after[i * notebook_lanes + l] = z[i];
      }
    }
    memcpy(b->states, after, (size_t)size * sizeof(double));
  }
}
