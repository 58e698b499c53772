#include "Lanes.h"
#include "Clones.h"

#include <math.h>
#include <string.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

enum { most_states = 64 };

/// Lanes whose sums stay in the processor while terms are added.
enum { held = 16 };
typedef double V __attribute__((vector_size(8 * held), aligned(8)));
#define at(POINTER) (*(const V *)(POINTER))

/// For all lanes: result = base + h * the sum of the terms, in the order of operations of `notebook_combine`. The slope of a
/// term is that of stage `stages[k]`.
CLONES static void combine(struct notebook_terms terms, const long *stages, const double *slopes, long dimension, double h,
                           const double *base, double *result) {
  for (long i = 0; i < dimension; i++) {
    const double *y = base + i * notebook_lanes;
    double *z = result + i * notebook_lanes;
    for (int part = 0; part < notebook_lanes; part += held) {
      V sum = terms.first[0].coefficient * at(slopes + (stages[0] * dimension + i) * notebook_lanes + part);
      for (long k = 1; k < terms.count; k++) {
        sum += terms.first[k].coefficient * at(slopes + (stages[k] * dimension + i) * notebook_lanes + part);
      }
      *(V *)(z + part) = at(y + part) + h * sum;
    }
  }
}

/// How far a lane's watched state is above its threshold, for the sign that is watched.
static double margin(const struct notebook_lanes *b, const double *states, long lane) {
  return b->sign * (states[b->watched * notebook_lanes + lane] - b->thresholds[lane]);
}

/// Which of `held` lanes did not pass quietly: see `are_noticed`.
CLONES static uint64_t noticed(const struct notebook_lanes *b, const double *before, long first) {
  const double *from = b->states + b->watched * notebook_lanes + first, *to = b->next + b->watched * notebook_lanes + first;
  const double *previous = before + first, *thresholds = b->thresholds + first, sign = b->sign;
  uint64_t result = 0;
  for (long l = 0; l < held; l++) {
    const double twice = 2 * from[l] - previous[l];
    result |= (uint64_t)!((sign * (to[l] - thresholds[l]) < 0) & (sign * (twice - thresholds[l]) < 0)) << l;
  }
  return result;
}

/// Whether one of `count` lanes may be past its threshold.
CLONES static int may_be_past(const struct notebook_lanes *b, long first, long count) {
  const double *states = b->states + b->watched * notebook_lanes + first, *thresholds = b->thresholds + first;
  const double sign = b->sign;
  long below = 0;
  for (long l = 0; l < count; l++) below += sign * (states[l] - thresholds[l]) < 0;
  return below < count;
}

/// Takes the jumps of the lanes that are past their thresholds after step `s`.
static void jump_on_grid(struct notebook_lanes *b, long s) {
  for (long first = 0; first < b->active; first += held) {
    if (!may_be_past(b, first, held)) continue;
    uint64_t due = 0;
    for (long l = 0; l < held; l++) {
      const double now = margin(b, b->states, first + l);
      due |= (uint64_t)(b->is_strict ? now > 0 : now >= 0) << l;
    }
    notebook_lanes_jump(b, s, first, due);
  }
}

/// Leaves the slopes of a stage in their rows.
static void evaluate(const struct notebook_lanes *b, long stage) {
  notebook_block_run(b->program + stage * b->program_count, b->program_count, b->registers);
}

static long stage_of(const struct notebook_lanes *b, const double *slope) {
  return (slope - b->method->slopes) / b->dimension;
}

void notebook_lanes_run_program(struct notebook_lanes *b) {
  const long n = b->dimension, size = n * notebook_lanes, last = b->method->stage_count - 1;
  double *const stage = b->registers;
  const double *const slopes = b->slopes;
  double room[most_states * notebook_lanes];
  // What locates an event goes back to where its step began; on the grid states change in their place.
  double *const after = b->is_located ? room : b->states;
  b->next = after;
  long stages[16][16];
  for (long row = 0; row <= last; row++) {
    for (long k = 0; k < b->method->rows[row].count; k++) stages[row][k] = stage_of(b, b->method->rows[row].first[k].slope);
  }
  for (long s = 0; s < b->count; s++) {
    evaluate(b, 0);
    for (long row = 0; row < last; row++) {
      combine(b->method->rows[row], stages[row], slopes, n, b->h, b->states, stage);
      evaluate(b, row + 1);
    }
    combine(b->method->rows[last], stages[last], slopes, n, b->h / b->method->divisor, b->states, after);
    if (!b->is_located) {
      if (b->sign != 0 && may_be_past(b, 0, notebook_lanes)) jump_on_grid(b, s);
      continue;
    }
    double previous[notebook_lanes];
    memcpy(previous, b->previous, sizeof previous);
    memcpy(b->previous, b->states + b->watched * notebook_lanes, sizeof previous);
    for (long first = 0; b->sign != 0 && first < b->active; first += held) {
      const uint64_t lanes = noticed(b, previous, first);
      if (lanes != 0) notebook_lanes_look(b, s, first, lanes, previous);
    }
    memcpy(b->states, after, (size_t)size * sizeof(double));
  }
}
