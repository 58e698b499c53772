// Everything a general solver cannot know is used: two states in registers, constants folded, one stop, one event, the
// pair's own interpolant for the root. It keeps no rows.
#include "Yardsticks.h"
#include <math.h>

typedef struct {
  double v, w;
} pair;

static pair slope(double v, double w, double current) {
  return (pair){(0.7 * (v + 60) * (v + 40) - w + current) / 100, 0.03 * (-2 * (v + 60) - w)};
}

int yardstick_dormand_prince(double tolerance, double *spikes, int room) {
  double t = 0, h = 0.1, last_error = 1e-4, v = -60, w = 0;
  const double stops[2] = {100, 1000};
  int count = 0;
  for (int stop = 0; stop < 2; stop++) {
    const double current = stop == 0 ? 0 : 70;
    pair k1 = slope(v, w, current);
    if (stop == 1) h = fmin(h, 1);
    while (t < stops[stop]) {
      const double rest = stops[stop] - t;
      const int ends = h >= rest * (1 - 1e-12);
      const double s = ends ? rest : h;
#define AT(V, W) slope(v + s * (V), w + s * (W), current)
      const pair k2 = AT(k1.v / 5, k1.w / 5);
      const pair k3 = AT(3. / 40 * k1.v + 9. / 40 * k2.v, 3. / 40 * k1.w + 9. / 40 * k2.w);
      const pair k4 = AT(
          44. / 45 * k1.v - 56. / 15 * k2.v + 32. / 9 * k3.v, 44. / 45 * k1.w - 56. / 15 * k2.w + 32. / 9 * k3.w);
      const pair k5 = AT(
          19372. / 6561 * k1.v - 25360. / 2187 * k2.v + 64448. / 6561 * k3.v - 212. / 729 * k4.v,
          19372. / 6561 * k1.w - 25360. / 2187 * k2.w + 64448. / 6561 * k3.w - 212. / 729 * k4.w);
      const pair k6 = AT(
          9017. / 3168 * k1.v - 355. / 33 * k2.v + 46732. / 5247 * k3.v + 49. / 176 * k4.v - 5103. / 18656 * k5.v,
          9017. / 3168 * k1.w - 355. / 33 * k2.w + 46732. / 5247 * k3.w + 49. / 176 * k4.w - 5103. / 18656 * k5.w);
#undef AT
#define SUM(C) \
  (35. / 384 * k1.C + 500. / 1113 * k3.C + 125. / 192 * k4.C - 2187. / 6784 * k5.C + 11. / 84 * k6.C)
      const double nv = v + s * SUM(v), nw = w + s * SUM(w);
#undef SUM
      const pair k7 = slope(nv, nw, current);
#define ERROR(C) \
  (s * (71. / 57600 * k1.C - 71. / 16695 * k3.C + 71. / 1920 * k4.C - 17253. / 339200 * k5.C + 22. / 525 * k6.C - k7.C / 40))
      const double ev = ERROR(v) / (tolerance * (1 + fmax(fabs(v), fabs(nv))));
      const double ew = ERROR(w) / (tolerance * (1 + fmax(fabs(w), fabs(nw))));
#undef ERROR
      const double error = fmax(fabs(ev), fabs(ew));
      if (!(error <= 1)) {
        h = s * (error < 1e300 ? fmax(0.2, 0.9 * pow(error, -0.2)) : 0.2);
        continue;
      }
      if (nv >= 35) {
        // Hairer's quartic interpolant, and a bracketed Newton iteration on it.
        const double rv = nv - v, bv = s * k1.v - rv, cv = rv - s * k7.v - bv;
        const double rw = nw - w, bw = s * k1.w - rw, cw = rw - s * k7.w - bw;
#define DENSE(C)                                                                                             \
  (s * (-12715105075. / 11282082432. * k1.C + 87487479700. / 32700410799. * k3.C - 10690763975. / 1880347072. * k4.C + \
        701980252875. / 199316789632. * k5.C - 1453857185. / 822651844. * k6.C + 69997945. / 29380423. * k7.C))
        const double dv = DENSE(v), dw = DENSE(w);
#undef DENSE
        double low = 0, high = 1, x = (35 - v) / rv;
        for (int i = 0; i < 60; i++) {
          const double y = 1 - x, g = v + x * (rv + y * (bv + x * (cv + y * dv))) - 35;
          if (g >= 0) high = x; else low = x;
          if (fabs(g) < 1e-13 || high - low < 1e-16) break;
          const double slope_at = rv + bv * (1 - 2 * x) + cv * (2 * x - 3 * x * x) + dv * (2 * x - 6 * x * x + 4 * x * x * x);
          x -= g / slope_at;
          if (!(x > low && x < high)) x = (low + high) / 2;
        }
        const double y = 1 - x;
        w += x * (rw + y * (bw + x * (cw + y * dw))) + 100;
        v = -50;
        t += x * s;
        if (count < room) spikes[count] = t;
        count++;
        k1 = slope(v, w, current);
        h = s;
        last_error = 1e-4;
        continue;
      }
      const double factor =
          error == 0 ? 5 : fmin(5, fmax(0.2, 0.9 * pow(error, -0.17) * pow(last_error, 0.04)));
      last_error = fmax(error, 1e-4);
      v = nv;
      w = nw;
      k1 = k7;
      t = ends ? stops[stop] : t + s;
      h = s * factor;
    }
  }
  return count;
}
