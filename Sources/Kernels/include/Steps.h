#ifndef NOTEBOOK_STEPS_H
#define NOTEBOOK_STEPS_H

/// Fixed-step methods with the right-hand side inlined: all stages stay in registers.
///
/// Each follows the order of operations of the general explicit Runge-Kutta stepper, so that both give the same bits.
#define NOTEBOOK_STEPS(NAME, N)                                                                                          \
  static void euler_##NAME(const double *v, const double *y, double h, double *z) {                                     \
    double k1[N];                                                                                                       \
    NAME(v, y, k1);                                                                                                     \
    for (int i = 0; i < N; i++) z[i] = y[i] + h * k1[i];                                                                \
  }                                                                                                                     \
  static void midpoint_##NAME(const double *v, const double *y, double h, double *z) {                                  \
    double k1[N], k2[N], s[N];                                                                                          \
    NAME(v, y, k1);                                                                                                     \
    for (int i = 0; i < N; i++) s[i] = y[i] + h * (0.5 * k1[i]);                                                        \
    NAME(v, s, k2);                                                                                                     \
    for (int i = 0; i < N; i++) z[i] = y[i] + h * k2[i];                                                                \
  }                                                                                                                     \
  static void heun_##NAME(const double *v, const double *y, double h, double *z) {                                      \
    double k1[N], k2[N], s[N];                                                                                          \
    NAME(v, y, k1);                                                                                                     \
    for (int i = 0; i < N; i++) s[i] = y[i] + h * k1[i];                                                                \
    NAME(v, s, k2);                                                                                                     \
    for (int i = 0; i < N; i++) z[i] = y[i] + h / 2 * (k1[i] + k2[i]);                                                  \
  }                                                                                                                     \
  static void rk4_##NAME(const double *v, const double *y, double h, double *z) {                                       \
    double k1[N], k2[N], k3[N], k4[N], s[N];                                                                            \
    NAME(v, y, k1);                                                                                                     \
    for (int i = 0; i < N; i++) s[i] = y[i] + h * (0.5 * k1[i]);                                                        \
    NAME(v, s, k2);                                                                                                     \
    for (int i = 0; i < N; i++) s[i] = y[i] + h * (0.5 * k2[i]);                                                        \
    NAME(v, s, k3);                                                                                                     \
    for (int i = 0; i < N; i++) s[i] = y[i] + h * k3[i];                                                                \
    NAME(v, s, k4);                                                                                                     \
    for (int i = 0; i < N; i++) z[i] = y[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);                          \
  }

#define NOTEBOOK_STEPS_OF(NAME) {euler_##NAME, midpoint_##NAME, heun_##NAME, rk4_##NAME}

#endif
