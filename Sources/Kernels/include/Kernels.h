#ifndef NOTEBOOK_KERNELS_H
#define NOTEBOOK_KERNELS_H

#include <stdint.h>

/// The part of a program that depends on states: from values computed before it and the states to the results.
typedef void (*notebook_field)(const double *values, const double *states, double *results);

/// A whole step of a fixed-step method: from values, states and the step size to the next states.
typedef void (*notebook_step)(const double *values, const double *states, double h, double *next);

/// Whole steps of a fixed-step method while each passes quietly; see `notebook_coast`.
struct notebook_coast;
typedef long (*notebook_coaster)(struct notebook_coast *coast, long most);

/// A whole step of any explicit Runge-Kutta method of six stages: `rows` are the coefficients of the stages after the first,
/// then the weights, which are divided by `divisor`, then `error_count` weights of the error: none, 6, or 7 where the slope at
/// the end of the step is one of those that they weigh. `slopes` holds the first slope and takes the others.
typedef void (*notebook_six_stages)(const double *values, const double *states, double h, const double *rows,
                                    double divisor, long error_count, double *slopes, double *next, double *error);

/// The methods whose steps are compiled, by their place in `steps` and `coasts`.
enum notebook_method { notebook_euler, notebook_midpoint, notebook_heun, notebook_rk4, notebook_method_count };

/// A compiled part and the fingerprint of the program that it was printed from.
struct notebook_kernel {
  uint64_t fingerprint;
  notebook_field field;
  /// Null where the part is no right-hand side.
  notebook_step steps[notebook_method_count];
  notebook_coaster coasts[notebook_method_count];
  notebook_six_stages six_stages;
};

/// The kernels of the built-in models, ascending by fingerprint.
extern const struct notebook_kernel notebook_kernels[];
extern const long notebook_kernel_count;

/// The kernel with this fingerprint, or null.
const struct notebook_kernel *notebook_kernel_with(uint64_t fingerprint);

#endif
