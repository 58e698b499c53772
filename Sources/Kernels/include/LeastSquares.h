#ifndef NOTEBOOK_LEAST_SQUARES_H
#define NOTEBOOK_LEAST_SQUARES_H

/// Kernels of linear least squares in double precision. Sums are made in one order whatever the width of a processor's vectors,
/// and a product and a sum are never fused: all machines give the same bits.
///
/// Matrices stand row by row, `stride` numbers from one row to the next.

/// Adds Aᵀ A to the upper triangle of `h`; A has `rows` rows and `columns` columns.
void notebook_gram(long rows, long columns, long stride, const double *a, double *h);

/// Factors the matrix whose upper triangle is in `h` as Uᵀ U, in place. Gives 0 where it is not positive definite.
int notebook_cholesky(long n, long stride, double *h);

/// Replaces `x` by the solution of Uᵀ U x = x.
void notebook_cholesky_solve(long n, long stride, const double *u, double *x);

/// Adds Aᵀ x to `y`: x has `rows` numbers, y has `columns`.
void notebook_transposed_times(long rows, long columns, long stride, const double *a, const double *x, double *y);

#endif
