#ifndef NOTEBOOK_DRAWS_H
#define NOTEBOOK_DRAWS_H

#include <stdint.h>

/// Random numbers by their place: the number `index` of a generator, counted from 0, without those before it.
///
/// Plain arithmetic in a fixed order: the same bits on every processor.

/// Numbers `first` to `first + count - 1`, uniform in 0 ..< 1: those of the Swift type `Random` with this state.
void notebook_uniforms(uint64_t state, uint64_t first, long count, double *numbers);

/// How many normal numbers are made together.
enum { notebook_normal_block = 128 };

/// The normal numbers of one block, with mean 0 and standard deviation 1.
///
/// G. E. P. Box, M. E. Muller, Ann. Math. Statist. 29 (1958) 610, doi:10.1214/aoms/1177706645, with logarithm, sine and cosine
/// by polynomials of an error below 1e-15.
void notebook_normals(uint64_t state, uint64_t block, double *numbers);

/// The natural logarithm of a number in 2^-53 ... 1.
double notebook_logarithm(double x);

/// How many of the `limits`, which ascend, each number is at least: a draw by inversion where they are sums of probabilities.
void notebook_ranks(const double *numbers, long count, const double *limits, long limit_count, double *ranks);

#endif
