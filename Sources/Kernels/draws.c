#include "Draws.h"
#include "Clones.h"

#include <string.h>

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// SplitMix64, whose state after n numbers is the first one and n times a constant.
INLINE uint64_t word(uint64_t state, uint64_t index) {
  uint64_t z = state + (index + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

INLINE double of_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

INLINE uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

// log x = e log 2 + log m with m in sqrt(1/2) ... sqrt 2, and log m = 2 (s + s³/3 + s⁵/5 ...) with s = (m - 1)/(m + 1).
INLINE double logarithm(double x) {
  const uint64_t bits = bits_of(x), root = 0x3FE6A09E667F3BCDu, lift = 64ull << 52;
  const uint64_t raised = (bits - root + lift) & 0xFFF0000000000000u;
  const double m = of_bits(bits - (raised - lift));
  const double e = of_bits(0x4330000000000000u | (raised >> 52)) - (0x1p52 + 64);
  const double s = (m - 1) / (m + 1), z = s * s;
  double sum = 1.0 / 21;
  sum = sum * z + 1.0 / 19;
  sum = sum * z + 1.0 / 17;
  sum = sum * z + 1.0 / 15;
  sum = sum * z + 1.0 / 13;
  sum = sum * z + 1.0 / 11;
  sum = sum * z + 1.0 / 9;
  sum = sum * z + 1.0 / 7;
  sum = sum * z + 1.0 / 5;
  sum = sum * z + 1.0 / 3;
  return e * 0.69314718055994530942 + (2 * s + 2 * s * (z * sum));
}

// Taylor's polynomials on -pi/4 ... pi/4, by the square of the angle.
INLINE double sine(double x, double z) {
  double sum = -1.0 / 1307674368000;
  sum = sum * z + 1.0 / 6227020800;
  sum = sum * z - 1.0 / 39916800;
  sum = sum * z + 1.0 / 362880;
  sum = sum * z - 1.0 / 5040;
  sum = sum * z + 1.0 / 120;
  sum = sum * z - 1.0 / 6;
  return x + x * (z * sum);
}

INLINE double cosine(double z) {
  double sum = 1.0 / 20922789888000;
  sum = sum * z - 1.0 / 87178291200;
  sum = sum * z + 1.0 / 479001600;
  sum = sum * z - 1.0 / 3628800;
  sum = sum * z + 1.0 / 40320;
  sum = sum * z - 1.0 / 720;
  sum = sum * z + 1.0 / 24;
  sum = sum * z - 0.5;
  return 1 + z * sum;
}

CLONES void notebook_uniforms(uint64_t state, uint64_t first, long count, double *numbers) {
  for (long i = 0; i < count; i++) numbers[i] = (double)(word(state, first + (uint64_t)i) >> 11) * 0x1p-53;
}

CLONES void notebook_normals(uint64_t state, uint64_t block, double *restrict numbers) {
  enum { half = notebook_normal_block / 2 };
  const uint64_t first = block * notebook_normal_block;
  for (int i = 0; i < half; i++) {
    const double u = (double)((word(state, first + (uint64_t)i) >> 11) + 1) * 0x1p-53;
    const double v = (double)(word(state, first + half + (uint64_t)i) >> 11) * 0x1p-51;
    // The nearest quarter turn, 0 to 4, and the angle from there.
    const double quarter = (v + 0x1.8p52) - 0x1.8p52;
    const double x = (v - quarter) * 1.57079632679489661923, z = x * x;
    const double s = sine(x, z), c = cosine(z);
    const int isOdd = (quarter == 1) | (quarter == 3);
    const double a = isOdd ? s : c, b = isOdd ? c : s;
    const double radius = __builtin_elementwise_sqrt(-2 * logarithm(u));
    numbers[i] = radius * (((quarter == 1) | (quarter == 2)) ? -a : a);
    numbers[half + i] = radius * (((quarter == 2) | (quarter == 3)) ? -b : b);
  }
}

double notebook_logarithm(double x) { return logarithm(x); }

CLONES void notebook_ranks(const double *numbers, long count, const double *limits, long limit_count, double *ranks) {
  for (long i = 0; i < count; i++) ranks[i] = 0;
  for (long k = 0; k < limit_count; k++) {
    const double limit = limits[k];
    for (long i = 0; i < count; i++) ranks[i] += numbers[i] >= limit ? 1 : 0;
  }
}
