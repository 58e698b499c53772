#ifndef NOTEBOOK_EXPLICIT_H
#define NOTEBOOK_EXPLICIT_H

#include "Kernels.h"
#include "Program.h"

/// A coefficient that is not zero, and the slope that it multiplies.
struct notebook_term {
  double coefficient;
  const double *slope;
};

/// Some terms, at least one.
struct notebook_terms {
  const struct notebook_term *first;
  long count;
};

/// An explicit Runge-Kutta method on equations that do not depend on time.
struct notebook_explicit {
  /// The right-hand side and its values, or null where the program gives it.
  notebook_field field;
  const double *values;
  const struct notebook_program *program;
  long dimension, stage_count;
  /// The terms of each stage after the first, then the weights, which are divided by `divisor`.
  const struct notebook_terms *rows;
  double divisor;
  /// Room for the slopes of all stages, side by side, and for a state.
  double *slopes, *stage;
};

/// `base` + h times the sum of the terms.
void notebook_combine(struct notebook_terms terms, long dimension, double h, const double *base, double *result);

/// A step of the method, in the order of operations of the Swift stepper: both give the same bits.
void notebook_explicit_step(const struct notebook_explicit *method, const double *y, double h, double *next);

#endif
