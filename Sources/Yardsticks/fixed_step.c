// The regular-spiking cell under 70 pA from 100 ms on to 1000 ms with fixed steps, written by hand for this one model. A spike is
// located on the method's own step, the rest of which follows the jump. It keeps no rows.
#include "Yardsticks.h"
#include <math.h>

typedef struct {
  double v, w;
} pair;

typedef pair (*step)(pair y, double h, double current);

static inline pair slope(pair y, double current) {
  return (pair){(0.7 * (y.v + 60) * (y.v + 40) - y.w + current) / 100, 0.03 * (-2 * (y.v + 60) - y.w)};
}

static inline pair along(pair y, double h, pair k) { return (pair){y.v + h * k.v, y.w + h * k.w}; }

static inline pair euler(pair y, double h, double current) { return along(y, h, slope(y, current)); }

static inline pair rk4(pair y, double h, double current) {
  const pair k1 = slope(y, current), k2 = slope(along(y, h / 2, k1), current);
  const pair k3 = slope(along(y, h / 2, k2), current), k4 = slope(along(y, h, k3), current);
  return along(y, h / 6, (pair){k1.v + 2 * k2.v + 2 * k3.v + k4.v, k1.w + 2 * k2.w + 2 * k3.w + k4.w});
}

static inline __attribute__((always_inline)) int run(step method, double h, double *spikes, int room) {
  pair y = {-60, 0};
  int count = 0;
  const long steps = lround(1000 / h), onset = lround(100 / h);
  for (long index = 0; index < steps; index++) {
    const double current = index >= onset ? 70 : 0;
    double t = (double)index * h, rest = h;
    pair next = method(y, rest, current);
    while (next.v >= 35) {
      // A bracketed Newton iteration on the size of the step.
      double low = 0, high = rest, x = rest * (35 - y.v) / (next.v - y.v);
      pair there = next;
      for (int i = 0; i < 60; i++) {
        there = method(y, x, current);
        const double margin = there.v - 35;
        if (margin >= 0) high = x; else low = x;
        if (fabs(margin) < 1e-12 || high - low < 1e-15 * (t + 1)) break;
        x -= margin / slope(there, current).v;
        if (!(x > low && x < high)) x = (low + high) / 2;
      }
      y = (pair){-50, there.w + 100};
      t += x;
      rest -= x;
      if (count < room) spikes[count] = t;
      count++;
      next = method(y, rest, current);
    }
    y = next;
  }
  return count;
}

int yardstick_euler(double h, double *spikes, int room) { return run(euler, h, spikes, room); }

int yardstick_rk4(double h, double *spikes, int room) { return run(rk4, h, spikes, room); }
