// The right-hand sides of the built-in models. Made by `make kernels` from their text: do not edit.

#include "Kernels.h"
#include "Steps.h"

#include <math.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

static inline double exprel(double x) { return x == 0 ? 1 : expm1(x) / x; }

// izhikevich-2003 accommodation
static inline void field_0(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = v[0] * s0;
  const double s2 = v[1] * y[0];
  const double s3 = s1 + s2;
  const double s4 = s3 + v[2];
  const double s5 = s4 - y[1];
  const double s6 = s5 + v[3];
  const double s7 = y[0] + v[4];
  const double s8 = v[5] * s7;
  const double s9 = v[6] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_STEPS(field_0, 2)

// robertson
static inline void field_1(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * y[1];
  const double s2 = s1 * y[2];
  const double s3 = s0 + s2;
  const double s4 = v[2] * y[0];
  const double s5 = s4 - s2;
  const double s6 = y[1] * y[1];
  const double s7 = v[3] * s6;
  const double s8 = s5 - s7;
  f[0] = s3;
  f[1] = s8;
  f[2] = s7;
}
NOTEBOOK_STEPS(field_1, 3)

// van-der-pol
static inline void field_2(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = v[0] - s0;
  const double s2 = v[1] * s1;
  const double s3 = s2 * y[1];
  const double s4 = s3 - y[0];
  f[0] = y[1];
  f[1] = s4;
}
NOTEBOOK_STEPS(field_2, 2)

// izhikevich-2003 accommodation: Jacobian
static inline void field_3(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * s0;
  const double s2 = s1 + v[2];
  f[0] = s2;
  f[1] = v[3];
  f[2] = v[4];
  f[3] = v[5];
  f[4] = v[6];
  f[5] = v[5];
}

// fitzhugh-nagumo
static inline void field_4(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = s0 * y[0];
  const double s2 = s1 / v[0];
  const double s3 = y[0] - s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[1];
  const double s6 = y[0] + v[2];
  const double s7 = v[3] * y[1];
  const double s8 = s6 - s7;
  const double s9 = s8 / v[4];
  f[0] = s5;
  f[1] = s9;
}
NOTEBOOK_STEPS(field_4, 2)

// izhikevich
static inline void field_5(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s1 * s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[3];
  const double s6 = s5 / v[4];
  const double s7 = v[5] * s0;
  const double s8 = s7 - y[1];
  const double s9 = v[6] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_STEPS(field_5, 2)

// izhikevich thalamocortical: events
static inline void field_6(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[1];
  const double s1 = v[1] + s0;
  const double s2 = y[0] - s1;
  const double s3 = v[2] - y[0];
  const double s4 = -s3;
  const double s5 = v[3] != 0 ? s4 : s3;
  f[0] = s2;
  f[1] = s5;
}

// izhikevich-2003
static inline void field_7(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = v[0] * s0;
  const double s2 = v[1] * y[0];
  const double s3 = s1 + s2;
  const double s4 = s3 + v[2];
  const double s5 = s4 - y[1];
  const double s6 = s5 + v[3];
  const double s7 = v[4] * y[0];
  const double s8 = s7 - y[1];
  const double s9 = v[5] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_STEPS(field_7, 2)

// adex: Jacobian
static inline void field_8(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = s0 / v[1];
  const double s2 = exp(s1);
  const double s3 = s2 * v[2];
  const double s4 = v[3] * s3;
  const double s5 = v[4] + s4;
  const double s6 = s5 / v[5];
  f[0] = s6;
  f[1] = v[6];
  f[2] = v[7];
  f[3] = v[8];
  f[4] = v[9];
  f[5] = v[9];
}

// morris-lecar: Jacobian
static inline void field_9(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = s0 / v[1];
  const double s2 = tanh(s1);
  const double s3 = s2 * s2;
  const double s4 = v[2] - s3;
  const double s5 = s4 * v[3];
  const double s6 = v[4] * s5;
  const double s7 = v[5] * s6;
  const double s8 = y[0] - v[6];
  const double s9 = s7 * s8;
  const double s10 = v[2] + s2;
  const double s11 = v[4] * s10;
  const double s12 = v[5] * s11;
  const double s13 = s9 + s12;
  const double s14 = v[7] - s13;
  const double s15 = v[8] * y[1];
  const double s16 = s14 - s15;
  const double s17 = s16 / v[9];
  const double s18 = y[0] - v[10];
  const double s19 = v[8] * s18;
  const double s20 = s19 / v[9];
  const double s21 = -s20;
  const double s22 = y[0] - v[11];
  const double s23 = s22 / v[12];
  const double s24 = tanh(s23);
  const double s25 = s24 * s24;
  const double s26 = v[2] - s25;
  const double s27 = s26 * v[13];
  const double s28 = v[4] * s27;
  const double s29 = v[14] * s28;
  const double s30 = v[2] + s24;
  const double s31 = v[4] * s30;
  const double s32 = s31 - y[1];
  const double s33 = v[14] * s32;
  const double s34 = s22 / v[15];
  const double s35 = cosh(s34);
  const double s36 = v[2] / s35;
  const double s37 = s33 / s36;
  const double s38 = sinh(s34);
  const double s39 = s38 * v[16];
  const double s40 = s36 * s39;
  const double s41 = s40 / s35;
  const double s42 = -s41;
  const double s43 = s37 * s42;
  const double s44 = s29 - s43;
  const double s45 = s44 / s36;
  const double s46 = v[14] / s36;
  const double s47 = -s46;
  f[0] = s17;
  f[1] = s21;
  f[2] = s45;
  f[3] = s47;
  f[4] = v[17];
  f[5] = v[17];
}

// morris-lecar
static inline void field_10(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = v[2] - s1;
  const double s3 = y[0] - v[3];
  const double s4 = s3 / v[4];
  const double s5 = tanh(s4);
  const double s6 = v[5] + s5;
  const double s7 = v[6] * s6;
  const double s8 = v[7] * s7;
  const double s9 = y[0] - v[8];
  const double s10 = s8 * s9;
  const double s11 = s2 - s10;
  const double s12 = v[9] * y[1];
  const double s13 = y[0] - v[10];
  const double s14 = s12 * s13;
  const double s15 = s11 - s14;
  const double s16 = s15 / v[11];
  const double s17 = y[0] - v[12];
  const double s18 = s17 / v[13];
  const double s19 = tanh(s18);
  const double s20 = v[5] + s19;
  const double s21 = v[6] * s20;
  const double s22 = s21 - y[1];
  const double s23 = v[14] * s22;
  const double s24 = s17 / v[15];
  const double s25 = cosh(s24);
  const double s26 = v[5] / s25;
  const double s27 = s23 / s26;
  f[0] = s16;
  f[1] = s27;
}
NOTEBOOK_STEPS(field_10, 2)

// brusselator: Jacobian
static inline void field_11(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = s0 * y[1];
  const double s2 = s1 - v[1];
  const double s3 = s2 - v[2];
  const double s4 = y[0] * y[0];
  const double s5 = v[1] - s1;
  const double s6 = -s4;
  f[0] = s3;
  f[1] = s4;
  f[2] = s5;
  f[3] = s6;
  f[4] = v[3];
  f[5] = v[3];
}

// izhikevich thalamocortical
static inline void field_12(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s1 * s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[3];
  const double s6 = s5 / v[4];
  const double s7 = y[0] + v[5];
  const double s8 = v[6] * s7;
  const double s9 = s8 - y[1];
  const double s10 = v[7] * s9;
  f[0] = s6;
  f[1] = s10;
}
NOTEBOOK_STEPS(field_12, 2)

// izhikevich: Jacobian
static inline void field_13(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = v[1] * s2;
  const double s4 = s1 + s3;
  const double s5 = s4 / v[3];
  f[0] = s5;
  f[1] = v[4];
  f[2] = v[5];
  f[3] = v[6];
  f[4] = v[7];
  f[5] = v[7];
}

// izhikevich: events
static inline void field_14(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  f[0] = s0;
}

// decay
static inline void field_15(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  f[0] = s0;
}
NOTEBOOK_STEPS(field_15, 1)

// fitzhugh-nagumo: Jacobian
static inline void field_16(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = v[0] * s0;
  const double s2 = s1 / v[0];
  const double s3 = v[1] - s2;
  f[0] = s3;
  f[1] = v[2];
  f[2] = v[3];
  f[3] = v[4];
  f[4] = v[5];
  f[5] = v[5];
}

// pendulum: Jacobian
static inline void field_17(const double *v, const double *y, double *f) {
  const double s0 = cos(y[0]);
  const double s1 = v[0] * s0;
  f[0] = v[1];
  f[1] = v[2];
  f[2] = s1;
  f[3] = v[3];
  f[4] = v[1];
  f[5] = v[1];
}

// lif
static inline void field_18(const double *v, const double *y, double *f) {
  const double s0 = v[0] - y[0];
  const double s1 = s0 + v[1];
  const double s2 = s1 / v[2];
  const double s3 = v[3] != 0 ? v[4] : s2;
  f[0] = s3;
}
NOTEBOOK_STEPS(field_18, 1)

// izhikevich thalamocortical: Jacobian
static inline void field_19(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = v[1] * s2;
  const double s4 = s1 + s3;
  const double s5 = s4 / v[3];
  const double s6 = y[0] <= v[4] ? 1 : 0;
  const double s7 = s6 != 0 ? v[5] : v[6];
  const double s8 = v[7] * s7;
  f[0] = s5;
  f[1] = v[8];
  f[2] = s8;
  f[3] = v[9];
  f[4] = v[6];
  f[5] = v[6];
}

// izhikevich fast-spiking: Jacobian
static inline void field_20(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = v[1] * s2;
  const double s4 = s1 + s3;
  const double s5 = s4 / v[3];
  const double s6 = y[0] < v[4] ? 1 : 0;
  const double s7 = y[0] - v[4];
  const double s8 = s7 * s7;
  const double s9 = v[5] * s8;
  const double s10 = v[6] * s9;
  const double s11 = s6 != 0 ? v[7] : s10;
  const double s12 = v[8] * s11;
  f[0] = s5;
  f[1] = v[9];
  f[2] = s12;
  f[3] = v[10];
  f[4] = v[7];
  f[5] = v[7];
}

// lorenz
static inline void field_21(const double *v, const double *y, double *f) {
  const double s0 = y[1] - y[0];
  const double s1 = v[0] * s0;
  const double s2 = v[1] - y[2];
  const double s3 = y[0] * s2;
  const double s4 = s3 - y[1];
  const double s5 = y[0] * y[1];
  const double s6 = v[2] * y[2];
  const double s7 = s5 - s6;
  f[0] = s1;
  f[1] = s4;
  f[2] = s7;
}
NOTEBOOK_STEPS(field_21, 3)

// izhikevich fast-spiking
static inline void field_22(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s1 * s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[3];
  const double s6 = s5 / v[4];
  const double s7 = y[0] - v[5];
  const double s8 = s7 * s7;
  const double s9 = s8 * s7;
  const double s10 = v[6] * s9;
  const double s11 = v[7] != 0 ? v[3] : s10;
  const double s12 = s11 - y[1];
  const double s13 = v[8] * s12;
  f[0] = s6;
  f[1] = s13;
}
NOTEBOOK_STEPS(field_22, 2)

// izhikevich fast-spiking
static inline void field_23(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s1 * s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[3];
  const double s6 = s5 / v[4];
  const double s7 = y[0] < v[5] ? 1 : 0;
  const double s8 = y[0] - v[5];
  const double s9 = s8 * s8;
  const double s10 = s9 * s8;
  const double s11 = v[6] * s10;
  const double s12 = s7 != 0 ? v[3] : s11;
  const double s13 = s12 - y[1];
  const double s14 = v[7] * s13;
  f[0] = s6;
  f[1] = s14;
}
NOTEBOOK_STEPS(field_23, 2)

// robertson: Jacobian
static inline void field_24(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[2];
  const double s1 = v[0] * y[1];
  const double s2 = -s0;
  const double s3 = v[1] * y[1];
  const double s4 = v[2] * s3;
  const double s5 = s2 - s4;
  const double s6 = -s1;
  f[0] = v[3];
  f[1] = s0;
  f[2] = s1;
  f[3] = v[4];
  f[4] = s5;
  f[5] = s6;
  f[6] = v[5];
  f[7] = s4;
  f[8] = v[5];
  f[9] = v[5];
  f[10] = v[5];
  f[11] = v[5];
}

// quadratic-if
static inline void field_25(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = y[0] - v[1];
  const double s2 = s0 * s1;
  const double s3 = s2 / v[2];
  const double s4 = s3 + v[3];
  const double s5 = s4 / v[4];
  f[0] = s5;
}
NOTEBOOK_STEPS(field_25, 1)

// hodgkin-huxley
static inline void field_26(const double *v, const double *y, double *f) {
  const double s0 = y[1] * y[1];
  const double s1 = s0 * y[1];
  const double s2 = v[0] * s1;
  const double s3 = s2 * y[2];
  const double s4 = y[0] - v[1];
  const double s5 = s3 * s4;
  const double s6 = v[2] - s5;
  const double s7 = y[3] * y[3];
  const double s8 = s7 * s7;
  const double s9 = v[3] * s8;
  const double s10 = y[0] - v[4];
  const double s11 = s9 * s10;
  const double s12 = s6 - s11;
  const double s13 = y[0] - v[5];
  const double s14 = v[6] * s13;
  const double s15 = s12 - s14;
  const double s16 = s15 / v[7];
  const double s17 = y[0] + v[8];
  const double s18 = -s17;
  const double s19 = s18 / v[9];
  const double s20 = exprel(s19);
  const double s21 = v[10] / s20;
  const double s22 = v[10] - y[1];
  const double s23 = s21 * s22;
  const double s24 = y[0] + v[11];
  const double s25 = -s24;
  const double s26 = s25 / v[12];
  const double s27 = exp(s26);
  const double s28 = v[13] * s27;
  const double s29 = s28 * y[1];
  const double s30 = s23 - s29;
  const double s31 = s25 / v[14];
  const double s32 = exp(s31);
  const double s33 = v[15] * s32;
  const double s34 = v[10] - y[2];
  const double s35 = s33 * s34;
  const double s36 = y[0] + v[16];
  const double s37 = -s36;
  const double s38 = s37 / v[9];
  const double s39 = exp(s38);
  const double s40 = v[10] + s39;
  const double s41 = v[10] / s40;
  const double s42 = s41 * y[2];
  const double s43 = s35 - s42;
  const double s44 = y[0] + v[17];
  const double s45 = -s44;
  const double s46 = s45 / v[9];
  const double s47 = exprel(s46);
  const double s48 = v[18] / s47;
  const double s49 = v[10] - y[3];
  const double s50 = s48 * s49;
  const double s51 = s25 / v[19];
  const double s52 = exp(s51);
  const double s53 = v[20] * s52;
  const double s54 = s53 * y[3];
  const double s55 = s50 - s54;
  f[0] = s16;
  f[1] = s30;
  f[2] = s43;
  f[3] = s55;
}
NOTEBOOK_STEPS(field_26, 4)

// pendulum
static inline void field_27(const double *v, const double *y, double *f) {
  const double s0 = sin(y[0]);
  const double s1 = v[0] * s0;
  const double s2 = v[1] * y[1];
  const double s3 = s1 - s2;
  f[0] = y[1];
  f[1] = s3;
}
NOTEBOOK_STEPS(field_27, 2)

// hodgkin-huxley: Jacobian
static inline void field_28(const double *v, const double *y, double *f) {
  const double s0 = y[1] * y[1];
  const double s1 = s0 * y[1];
  const double s2 = v[0] * s1;
  const double s3 = s2 * y[2];
  const double s4 = -s3;
  const double s5 = y[3] * y[3];
  const double s6 = s5 * s5;
  const double s7 = v[1] * s6;
  const double s8 = s4 - s7;
  const double s9 = s8 - v[2];
  const double s10 = s9 / v[3];
  const double s11 = v[4] * s0;
  const double s12 = v[0] * s11;
  const double s13 = s12 * y[2];
  const double s14 = y[0] - v[5];
  const double s15 = s13 * s14;
  const double s16 = s15 / v[3];
  const double s17 = -s16;
  const double s18 = s2 * s14;
  const double s19 = s18 / v[3];
  const double s20 = -s19;
  const double s21 = s5 * y[3];
  const double s22 = v[6] * s21;
  const double s23 = v[1] * s22;
  const double s24 = y[0] - v[7];
  const double s25 = s23 * s24;
  const double s26 = s25 / v[3];
  const double s27 = -s26;
  const double s28 = y[0] + v[8];
  const double s29 = -s28;
  const double s30 = s29 / v[9];
  const double s31 = exprel(s30);
  const double s32 = v[10] / s31;
  const double s33 = fabs(s30);
  const double s34 = s33 < v[11] ? 1 : 0;
  const double s35 = s30 / v[4];
  const double s36 = v[12] + s35;
  const double s37 = s30 * s30;
  const double s38 = s37 / v[13];
  const double s39 = s36 + s38;
  const double s40 = exp(s30);
  const double s41 = s40 - s31;
  const double s42 = s41 / s30;
  const double s43 = s34 != 0 ? s39 : s42;
  const double s44 = s43 * v[14];
  const double s45 = s32 * s44;
  const double s46 = s45 / s31;
  const double s47 = -s46;
  const double s48 = v[10] - y[1];
  const double s49 = s47 * s48;
  const double s50 = y[0] + v[15];
  const double s51 = -s50;
  const double s52 = s51 / v[16];
  const double s53 = exp(s52);
  const double s54 = s53 * v[17];
  const double s55 = v[6] * s54;
  const double s56 = s55 * y[1];
  const double s57 = s49 - s56;
  const double s58 = -s32;
  const double s59 = v[6] * s53;
  const double s60 = s58 - s59;
  const double s61 = s51 / v[18];
  const double s62 = exp(s61);
  const double s63 = s62 * v[19];
  const double s64 = v[20] * s63;
  const double s65 = v[10] - y[2];
  const double s66 = s64 * s65;
  const double s67 = y[0] + v[21];
  const double s68 = -s67;
  const double s69 = s68 / v[9];
  const double s70 = exp(s69);
  const double s71 = v[10] + s70;
  const double s72 = v[10] / s71;
  const double s73 = s70 * v[14];
  const double s74 = s72 * s73;
  const double s75 = s74 / s71;
  const double s76 = -s75;
  const double s77 = s76 * y[2];
  const double s78 = s66 - s77;
  const double s79 = v[20] * s62;
  const double s80 = -s79;
  const double s81 = s80 - s72;
  const double s82 = y[0] + v[22];
  const double s83 = -s82;
  const double s84 = s83 / v[9];
  const double s85 = exprel(s84);
  const double s86 = v[23] / s85;
  const double s87 = fabs(s84);
  const double s88 = s87 < v[11] ? 1 : 0;
  const double s89 = s84 / v[4];
  const double s90 = v[12] + s89;
  const double s91 = s84 * s84;
  const double s92 = s91 / v[13];
  const double s93 = s90 + s92;
  const double s94 = exp(s84);
  const double s95 = s94 - s85;
  const double s96 = s95 / s84;
  const double s97 = s88 != 0 ? s93 : s96;
  const double s98 = s97 * v[14];
  const double s99 = s86 * s98;
  const double s100 = s99 / s85;
  const double s101 = -s100;
  const double s102 = v[10] - y[3];
  const double s103 = s101 * s102;
  const double s104 = s51 / v[24];
  const double s105 = exp(s104);
  const double s106 = s105 * v[25];
  const double s107 = v[26] * s106;
  const double s108 = s107 * y[3];
  const double s109 = s103 - s108;
  const double s110 = -s86;
  const double s111 = v[26] * s105;
  const double s112 = s110 - s111;
  f[0] = s10;
  f[1] = s17;
  f[2] = s20;
  f[3] = s27;
  f[4] = s57;
  f[5] = s60;
  f[6] = v[27];
  f[7] = v[27];
  f[8] = s78;
  f[9] = v[27];
  f[10] = s81;
  f[11] = v[27];
  f[12] = s109;
  f[13] = v[27];
  f[14] = v[27];
  f[15] = s112;
  f[16] = v[27];
  f[17] = v[27];
  f[18] = v[27];
  f[19] = v[27];
}

// logistic
static inline void field_29(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = y[0] / v[1];
  const double s2 = v[2] - s1;
  const double s3 = s0 * s2;
  f[0] = s3;
}
NOTEBOOK_STEPS(field_29, 1)

// izhikevich-2003: Jacobian
static inline void field_30(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * s0;
  const double s2 = s1 + v[2];
  f[0] = s2;
  f[1] = v[3];
  f[2] = v[4];
  f[3] = v[5];
  f[4] = v[6];
  f[5] = v[6];
}

// van-der-pol: Jacobian
static inline void field_31(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * s0;
  const double s2 = s1 * y[1];
  const double s3 = -s2;
  const double s4 = s3 - v[2];
  const double s5 = y[0] * y[0];
  const double s6 = v[2] - s5;
  const double s7 = v[1] * s6;
  f[0] = v[3];
  f[1] = v[2];
  f[2] = s4;
  f[3] = s7;
  f[4] = v[3];
  f[5] = v[3];
}

// izhikevich thalamocortical: events
static inline void field_32(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[1];
  const double s1 = v[1] + s0;
  const double s2 = y[0] - s1;
  f[0] = s2;
}

// izhikevich low-threshold-spiking: events
static inline void field_33(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[1];
  const double s1 = v[1] - s0;
  const double s2 = y[0] - s1;
  f[0] = s2;
}

// izhikevich fast-spiking: Jacobian
static inline void field_34(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = v[1] * s2;
  const double s4 = s1 + s3;
  const double s5 = s4 / v[3];
  const double s6 = y[0] - v[4];
  const double s7 = s6 * s6;
  const double s8 = v[5] * s7;
  const double s9 = v[6] * s8;
  const double s10 = v[7] != 0 ? v[8] : s9;
  const double s11 = v[9] * s10;
  f[0] = s5;
  f[1] = v[10];
  f[2] = s11;
  f[3] = v[11];
  f[4] = v[8];
  f[5] = v[8];
}

// lotka-volterra
static inline void field_35(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * y[0];
  const double s2 = s1 * y[1];
  const double s3 = s0 - s2;
  const double s4 = v[2] * y[0];
  const double s5 = s4 * y[1];
  const double s6 = v[3] * y[1];
  const double s7 = s5 - s6;
  f[0] = s3;
  f[1] = s7;
}
NOTEBOOK_STEPS(field_35, 2)

// quadratic-if: Jacobian
static inline void field_36(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = y[0] - v[1];
  const double s2 = s0 + s1;
  const double s3 = s2 / v[2];
  const double s4 = s3 / v[3];
  f[0] = s4;
  f[1] = v[4];
}

// brusselator
static inline void field_37(const double *v, const double *y, double *f) {
  const double s0 = y[0] * y[0];
  const double s1 = s0 * y[1];
  const double s2 = v[0] + s1;
  const double s3 = v[1] * y[0];
  const double s4 = s2 - s3;
  const double s5 = s4 - y[0];
  const double s6 = s3 - s1;
  f[0] = s5;
  f[1] = s6;
}
NOTEBOOK_STEPS(field_37, 2)

// izhikevich-2003 class-1: Jacobian
static inline void field_38(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[0];
  const double s1 = v[1] * s0;
  const double s2 = s1 + v[2];
  f[0] = s2;
  f[1] = v[3];
  f[2] = v[4];
  f[3] = v[5];
  f[4] = v[6];
  f[5] = v[7];
}

// lotka-volterra: Jacobian
static inline void field_39(const double *v, const double *y, double *f) {
  const double s0 = v[0] * y[1];
  const double s1 = v[1] - s0;
  const double s2 = v[0] * y[0];
  const double s3 = -s2;
  const double s4 = v[2] * y[1];
  const double s5 = v[2] * y[0];
  const double s6 = s5 - v[3];
  f[0] = s1;
  f[1] = s3;
  f[2] = s4;
  f[3] = s6;
  f[4] = v[4];
  f[5] = v[4];
}

// izhikevich thalamocortical
static inline void field_40(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s1 * s2;
  const double s4 = s3 - y[1];
  const double s5 = s4 + v[3];
  const double s6 = s5 / v[4];
  const double s7 = y[0] <= v[5] ? 1 : 0;
  const double s8 = s7 != 0 ? v[6] : v[3];
  const double s9 = y[0] + v[7];
  const double s10 = s8 * s9;
  const double s11 = s10 - y[1];
  const double s12 = v[8] * s11;
  f[0] = s6;
  f[1] = s12;
}
NOTEBOOK_STEPS(field_40, 2)

// izhikevich fast-spiking: events
static inline void field_41(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] - y[0];
  const double s2 = -s1;
  const double s3 = v[2] != 0 ? s2 : s1;
  f[0] = s0;
  f[1] = s3;
}

// logistic: Jacobian
static inline void field_42(const double *v, const double *y, double *f) {
  const double s0 = y[0] / v[0];
  const double s1 = v[1] - s0;
  const double s2 = v[2] * s1;
  const double s3 = v[2] * y[0];
  const double s4 = s3 * v[3];
  const double s5 = s2 - s4;
  f[0] = s5;
  f[1] = v[4];
}

// adex
static inline void field_43(const double *v, const double *y, double *f) {
  const double s0 = y[0] - v[0];
  const double s1 = v[1] * s0;
  const double s2 = y[0] - v[2];
  const double s3 = s2 / v[3];
  const double s4 = exp(s3);
  const double s5 = v[4] * s4;
  const double s6 = s1 + s5;
  const double s7 = s6 - y[1];
  const double s8 = s7 + v[5];
  const double s9 = s8 / v[6];
  const double s10 = v[7] * s0;
  const double s11 = s10 - y[1];
  const double s12 = s11 / v[8];
  f[0] = s9;
  f[1] = s12;
}
NOTEBOOK_STEPS(field_43, 2)

// lorenz: Jacobian
static inline void field_44(const double *v, const double *y, double *f) {
  const double s0 = v[0] - y[2];
  const double s1 = -y[0];
  f[0] = v[1];
  f[1] = v[2];
  f[2] = v[3];
  f[3] = s0;
  f[4] = v[4];
  f[5] = s1;
  f[6] = y[1];
  f[7] = y[0];
  f[8] = v[5];
  f[9] = v[3];
  f[10] = v[3];
  f[11] = v[3];
}

const struct notebook_kernel notebook_kernels[] = {
    {86079745089786906u, field_0, NOTEBOOK_STEPS_OF(field_0)},
    {302880401233280728u, field_1, NOTEBOOK_STEPS_OF(field_1)},
    {1640501453858716029u, field_2, NOTEBOOK_STEPS_OF(field_2)},
    {1670088092117804753u, field_3, {0}},
    {2943936344944958594u, field_4, NOTEBOOK_STEPS_OF(field_4)},
    {3568166004191288407u, field_5, NOTEBOOK_STEPS_OF(field_5)},
    {3617810510133593850u, field_6, {0}},
    {4405624027441057785u, field_7, NOTEBOOK_STEPS_OF(field_7)},
    {5014655495499706004u, field_8, {0}},
    {5055202888339438290u, field_9, {0}},
    {5142855459962442565u, field_10, NOTEBOOK_STEPS_OF(field_10)},
    {5269392187764022588u, field_11, {0}},
    {5618521588629993378u, field_12, NOTEBOOK_STEPS_OF(field_12)},
    {5627326927357828845u, field_13, {0}},
    {6084787722320127520u, field_14, {0}},
    {6168421366419989569u, field_15, NOTEBOOK_STEPS_OF(field_15)},
    {7026171730777846095u, field_16, {0}},
    {7276210947977648939u, field_17, {0}},
    {7429688430278540176u, field_18, NOTEBOOK_STEPS_OF(field_18)},
    {8181232257066823276u, field_19, {0}},
    {8271852638644879753u, field_20, {0}},
    {8975723825329469840u, field_21, NOTEBOOK_STEPS_OF(field_21)},
    {9155357165548372521u, field_22, NOTEBOOK_STEPS_OF(field_22)},
    {10699495079633417802u, field_23, NOTEBOOK_STEPS_OF(field_23)},
    {10998237235447373263u, field_24, {0}},
    {11340865761862455957u, field_25, NOTEBOOK_STEPS_OF(field_25)},
    {12233287199507738995u, field_26, NOTEBOOK_STEPS_OF(field_26)},
    {12316281237648394823u, field_27, NOTEBOOK_STEPS_OF(field_27)},
    {12648332629443570335u, field_28, {0}},
    {13104835857915359457u, field_29, NOTEBOOK_STEPS_OF(field_29)},
    {13197803440132088674u, field_30, {0}},
    {13357703708128768520u, field_31, {0}},
    {13659461863063670088u, field_32, {0}},
    {14074919543132109035u, field_33, {0}},
    {14917337408562868965u, field_34, {0}},
    {15134099839125297834u, field_35, NOTEBOOK_STEPS_OF(field_35)},
    {15281109204929046455u, field_36, {0}},
    {15422113164463038934u, field_37, NOTEBOOK_STEPS_OF(field_37)},
    {15496147959074853431u, field_38, {0}},
    {15787487188955589493u, field_39, {0}},
    {15959453661842835724u, field_40, NOTEBOOK_STEPS_OF(field_40)},
    {16158141005918645488u, field_41, {0}},
    {16805069694401706927u, field_42, {0}},
    {17736004469937591271u, field_43, NOTEBOOK_STEPS_OF(field_43)},
    {18123003051514756891u, field_44, {0}},
};

const long notebook_kernel_count = 45;
