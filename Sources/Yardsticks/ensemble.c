#include "Yardsticks.h"

#include <math.h>
#include <string.h>

// Regular-spiking cells of Izhikevich's 2007 form under constant currents from 50 to 200 pA: written by hand for this one model,
// with its parameters as constants, states in registers, and vectors of the machine at hand. Spikes are on the grid.

#if defined(__AVX512F__)
enum { width = 8, rows = 4 };
#else
enum { width = 4, rows = 8 };
#endif

typedef double V __attribute__((vector_size(8 * width)));
typedef long long M __attribute__((vector_size(8 * width)));

static const double C = 100, vr = -60, vt = -40, k = 0.7, a = 0.03, b = -2, c = -50, d = 100, vpeak = 35;

#define SLOPE(v, w, p, q) const V x##p = (v) - vr; const V p = (k * x##p * ((v) - vt) - (w) + I) * (1 / C); \
  const V q = a * (b * x##p - (w))

#define LOOP(...)                                                                             \
  for (long s = 0; s < steps; s++) {                                                          \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++) {                       \
      V x = v[r], y = w[r];                                                                   \
      const V I = current[r];                                                                 \
      __VA_ARGS__                                                                             \
      const M m = x >= vpeak;                                                                 \
      if (__builtin_expect(__builtin_reduce_or(m) != 0, 0)) {                                 \
        x = (V)((m & (M)((V){} + c)) | (~m & (M)x));                                          \
        y = (V)((m & (M)(y + d)) | (~m & (M)y));                                              \
        count[r] -= m;                                                                        \
      }                                                                                       \
      v[r] = x, w[r] = y;                                                                     \
    }                                                                                         \
  }

#ifndef NAME
#define NAME yardstick_ensemble
#endif

long NAME(int is_rk4, long neurons, double h, long steps) {
  long spikes = 0;
  for (long first = 0; first < neurons; first += width * rows) {
    V v[rows], w[rows], current[rows];
    M count[rows];
    for (int r = 0; r < rows; r++) {
      v[r] = (V){} + vr, w[r] = (V){}, count[r] = (M){};
      for (int l = 0; l < width; l++) current[r][l] = 50 + 150 * (first + r * width + l + 0.5) / neurons;
    }
    if (is_rk4) {
      LOOP(SLOPE(x, y, a1, b1); SLOPE(x + h / 2 * a1, y + h / 2 * b1, a2, b2); SLOPE(x + h / 2 * a2, y + h / 2 * b2, a3, b3);
           SLOPE(x + h * a3, y + h * b3, a4, b4); x += h / 6 * (a1 + 2 * (a2 + a3) + a4);
           y += h / 6 * (b1 + 2 * (b2 + b3) + b4);)
    } else {
      LOOP(SLOPE(x, y, p, q); x += h * p; y += h * q;)
    }
    for (int r = 0; r < rows; r++)
      for (int l = 0; l < width && first + r * width + l < neurons; l++) spikes += (long)count[r][l];
  }
  return spikes;
}
