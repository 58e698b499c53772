#include "LeastSquares.h"
#include "Clones.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

CLONES void notebook_gram(long rows, long columns, long stride, const double *a, double *h) {
  long q = 0;
  // Eight rows at a time: what is summed stays in a register so long.
  for (; q + 8 <= rows; q += 8) {
    const double *p = a + q * stride;
    for (long i = 0; i < columns; i++) {
      const double f0 = p[i], f1 = p[i + stride], f2 = p[i + 2 * stride], f3 = p[i + 3 * stride];
      const double f4 = p[i + 4 * stride], f5 = p[i + 5 * stride], f6 = p[i + 6 * stride], f7 = p[i + 7 * stride];
      double *restrict row = h + i * stride;
      for (long j = i; j < columns; j++) {
        double sum = row[j] + f0 * p[j];
        sum += f1 * p[j + stride];
        sum += f2 * p[j + 2 * stride];
        sum += f3 * p[j + 3 * stride];
        sum += f4 * p[j + 4 * stride];
        sum += f5 * p[j + 5 * stride];
        sum += f6 * p[j + 6 * stride];
        sum += f7 * p[j + 7 * stride];
        row[j] = sum;
      }
    }
  }
  for (; q < rows; q++) {
    const double *p = a + q * stride;
    for (long i = 0; i < columns; i++) {
      const double factor = p[i];
      double *restrict row = h + i * stride;
      for (long j = i; j < columns; j++) row[j] += factor * p[j];
    }
  }
}

CLONES int notebook_cholesky(long n, long stride, double *h) {
  for (long k = 0; k < n; k++) {
    double *pivot = h + k * stride;
    if (!(pivot[k] > 0)) return 0;
    const double root = sqrt(pivot[k]);
    const double scale = 1 / root;
    pivot[k] = root;
    for (long j = k + 1; j < n; j++) pivot[j] *= scale;
    for (long i = k + 1; i < n; i++) {
      const double factor = pivot[i];
      double *restrict row = h + i * stride;
      for (long j = i; j < n; j++) row[j] -= factor * pivot[j];
    }
  }
  return 1;
}

CLONES void notebook_cholesky_solve(long n, long stride, const double *u, double *x) {
  for (long k = 0; k < n; k++) {
    const double *row = u + k * stride;
    const double value = x[k] / row[k];
    x[k] = value;
    for (long j = k + 1; j < n; j++) x[j] -= value * row[j];
  }
  for (long k = n - 1; k >= 0; k--) {
    const double *row = u + k * stride;
    double sum = x[k];
    for (long j = k + 1; j < n; j++) sum -= row[j] * x[j];
    x[k] = sum / row[k];
  }
}

CLONES void notebook_transposed_times(long rows, long columns, long stride, const double *a, const double *x,
                                      double *restrict y) {
  for (long q = 0; q < rows; q++) {
    const double factor = x[q];
    const double *row = a + q * stride;
    for (long j = 0; j < columns; j++) y[j] += factor * row[j];
  }
}
