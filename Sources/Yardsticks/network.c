// Izhikevich's network of 2003 for 1000 ms, written by hand for this one network: 800 excitatory and 200 inhibitory cells, all
// connected with all, a step of 1 ms with two half steps of v; xoshiro256** and the polar method. After the published program.
// E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569, doi:10.1109/TNN.2003.820440.
#include "Yardsticks.h"

#include <math.h>
#include <stdint.h>

enum { excitatory = 800, neurons = 1000 };

static uint64_t words[4];

static inline uint64_t turned(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t word(void) {
  const uint64_t result = turned(words[1] * 5, 7) * 9, t = words[1] << 17;
  words[2] ^= words[0];
  words[3] ^= words[1];
  words[1] ^= words[2];
  words[0] ^= words[3];
  words[2] ^= t;
  words[3] = turned(words[3], 45);
  return result;
}

static inline double uniform(void) { return (double)(word() >> 11) * 0x1p-53; }

static double spare;
static int has_spare;

static inline double normal(void) {
  if (has_spare) {
    has_spare = 0;
    return spare;
  }
  double u, v, q;
  do {
    u = 2 * uniform() - 1;
    v = 2 * uniform() - 1;
    q = u * u + v * v;
  } while (q >= 1 || q == 0);
  const double f = sqrt(-2 * log(q) / q);
  spare = v * f;
  has_spare = 1;
  return u * f;
}

static double a[neurons], b[neurons], c[neurons], d[neurons], v[neurons], u[neurons], current[neurons];
static double weights[neurons][neurons];

int yardstick_network_2003(uint64_t seed) {
  words[0] = seed, words[1] = 2, words[2] = 3, words[3] = 4;
  has_spare = 0;
  for (int i = 0; i < neurons; i++) {
    const double r = uniform();
    const int e = i < excitatory;
    a[i] = e ? 0.02 : 0.02 + 0.08 * r;
    b[i] = e ? 0.2 : 0.25 - 0.05 * r;
    c[i] = e ? -65 + 15 * r * r : -65;
    d[i] = e ? 8 - 6 * r * r : 2;
  }
  for (int j = 0; j < neurons; j++)
    for (int i = 0; i < neurons; i++) weights[j][i] = j < excitatory ? 0.5 * uniform() : -uniform();
  for (int i = 0; i < neurons; i++) v[i] = -65, u[i] = b[i] * v[i];
  int fired[neurons], spikes = 0;
  for (int t = 0; t < 1000; t++) {
    for (int i = 0; i < neurons; i++) current[i] = (i < excitatory ? 5 : 2) * normal();
    int count = 0;
    for (int i = 0; i < neurons; i++)
      if (v[i] >= 30) fired[count++] = i;
    spikes += count;
    for (int q = 0; q < count; q++) v[fired[q]] = c[fired[q]], u[fired[q]] += d[fired[q]];
    for (int q = 0; q < count; q++)
      for (int i = 0; i < neurons; i++) current[i] += weights[fired[q]][i];
    for (int i = 0; i < neurons; i++) {
      double x = v[i];
      const double y = u[i];
      x += 0.5 * (0.04 * x * x + 5 * x + 140 - y + current[i]);
      x += 0.5 * (0.04 * x * x + 5 * x + 140 - y + current[i]);
      v[i] = x;
      u[i] = y + a[i] * (b[i] * x - y);
    }
  }
  return spikes;
}
