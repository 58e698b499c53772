#include "Explicit.h"

#include <stddef.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

// A few numbers at a time: what prepares a loop for many would cost more than the loop.
#define FEW _Pragma("clang loop vectorize(disable) unroll(disable)") for

static void evaluate(const struct notebook_explicit *method, const double *y, double *slope) {
  if (method->field != NULL) return method->field(method->values, y, slope);
  notebook_program_run(method->program, 0, y, slope);
}

void notebook_combine(struct notebook_terms terms, long dimension, double h, const double *base, double *result) {
  FEW (long i = 0; i < dimension; i++) {
    double sum = terms.first[0].coefficient * terms.first[0].slope[i];
    FEW (long k = 1; k < terms.count; k++) sum += terms.first[k].coefficient * terms.first[k].slope[i];
    result[i] = base[i] + h * sum;
  }
}

void notebook_explicit_step(const struct notebook_explicit *method, const double *y, double h, double *next) {
  const long dimension = method->dimension, last = method->stage_count - 1;
  double *slope = method->slopes;
  evaluate(method, y, slope);
  for (long row = 0; row < last; row++) {
    notebook_combine(method->rows[row], dimension, h, y, method->stage);
    slope += dimension;
    evaluate(method, method->stage, slope);
  }
  notebook_combine(method->rows[last], dimension, h / method->divisor, y, next);
}
