#ifndef NOTEBOOK_STEPS_H
#define NOTEBOOK_STEPS_H

#include "CoastLoop.h"

/// The state with which stage J is evaluated, or for J = 6 the next state: y + size times the sum of the slopes before it.
#define NOTEBOOK_STAGE(J, N, SIZE, TO)                                                                                  \
  for (int i = 0; i < N; i++) {                                                                                         \
    double sum = rows[0] * k[i];                                                                                        \
    for (int l = 1; l < J; l++) sum += rows[l] * k[l * N + i];                                                          \
    TO[i] = y[i] + (SIZE) * sum;                                                                                        \
  }                                                                                                                     \
  rows += J;

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
  }                                                                                                                     \
  static void six_stages_##NAME(const double *v, const double *y, double h, const double *rows, double divisor,         \
                                long error_count, double *k, double *z, double *error) {                                \
    double s[N];                                                                                                        \
    NOTEBOOK_STAGE(1, N, h, s)                                                                                          \
    NAME(v, s, k + 1 * N);                                                                                              \
    NOTEBOOK_STAGE(2, N, h, s)                                                                                          \
    NAME(v, s, k + 2 * N);                                                                                              \
    NOTEBOOK_STAGE(3, N, h, s)                                                                                          \
    NAME(v, s, k + 3 * N);                                                                                              \
    NOTEBOOK_STAGE(4, N, h, s)                                                                                          \
    NAME(v, s, k + 4 * N);                                                                                              \
    NOTEBOOK_STAGE(5, N, h, s)                                                                                          \
    NAME(v, s, k + 5 * N);                                                                                              \
    NOTEBOOK_STAGE(6, N, h / divisor, z)                                                                                \
    if (error_count == 0) return;                                                                                       \
    if (error_count == 7) NAME(v, z, k + 6 * N);                                                                        \
    for (int i = 0; i < N; i++) {                                                                                       \
      double sum = rows[0] * k[i];                                                                                      \
      for (int l = 1; l < 6; l++) sum += rows[l] * k[l * N + i];                                                        \
      if (error_count == 7) sum += rows[6] * k[6 * N + i];                                                              \
      error[i] = h * sum;                                                                                               \
    }                                                                                                                   \
  }                                                                                                                     \
  NOTEBOOK_COAST(euler, NAME, N)                                                                                        \
  NOTEBOOK_COAST(midpoint, NAME, N)                                                                                     \
  NOTEBOOK_COAST(heun, NAME, N)                                                                                         \
  NOTEBOOK_COAST(rk4, NAME, N)

#define NOTEBOOK_STEPS_OF(NAME)                                                                                         \
  {euler_##NAME, midpoint_##NAME, heun_##NAME, rk4_##NAME},                                                             \
      {euler_coast_##NAME, midpoint_coast_##NAME, heun_coast_##NAME, rk4_coast_##NAME}, six_stages_##NAME

#endif
