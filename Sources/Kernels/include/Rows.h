#ifndef NOTEBOOK_ROWS_H
#define NOTEBOOK_ROWS_H

#include <stdint.h>

/// Arithmetic on rows of `notebook_lanes` numbers, one for each neuron of a block.

/// result = base + h/divisor (c0 k0 + c1 k1 ...): the sum of the slopes first, as the scalar steppers do.
void notebook_lanes_combine(const double *coefficients, const double *const *slopes, long terms, const double *h,
                            double divisor, const double *base, double *result);

/// to = to + h/parts slope.
void notebook_lanes_advance(double *to, const double *h, double parts, const double *slope);

/// to = to + scale (factors from).
void notebook_lanes_add_products(double *to, const double *factors, const double *from, double scale);

/// Stores which of the first `count` numbers are at least 0, or above 0, and gives how many.
long notebook_lanes_holding(const double *numbers, int is_strict, long count, int32_t *lanes);

/// Rows of any length: to = to + from, to = to + number, and whether all numbers are finite.
void notebook_add_row(double *to, const double *from, long count);
void notebook_add_number(double *to, double number, long count);
int notebook_are_finite(const double *numbers, long count);

/// Adds to the numbers at `places`: one for each place, or the same for all of them.
void notebook_scatter_row(double *to, const int32_t *places, const double *from, long count);
void notebook_scatter_number(double *to, const int32_t *places, double number, long count);

#endif
