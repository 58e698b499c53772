// The right-hand sides of the built-in models on vectors of lanes. Made by `make kernels`: do not edit.

// izhikevich-2003 accommodation
INLINE void lanes_0(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] * y[0];
  const V s1 = value(v, 0) * s0;
  const V s2 = value(v, 1) * y[0];
  const V s3 = s1 + s2;
  const V s4 = s3 + value(v, 2);
  const V s5 = s4 - y[1];
  const V s6 = s5 + own(v, 3);
  const V s7 = y[0] + value(v, 4);
  const V s8 = value(v, 5) * s7;
  const V s9 = value(v, 6) * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_0, 2, 7, 0x8, 0x0)

// robertson
INLINE void lanes_1(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = value(v, 0) * y[0];
  const V s1 = value(v, 1) * y[1];
  const V s2 = s1 * y[2];
  const V s3 = s0 + s2;
  const V s4 = value(v, 2) * y[0];
  const V s5 = s4 - s2;
  const V s6 = y[1] * y[1];
  const V s7 = value(v, 3) * s6;
  const V s8 = s5 - s7;
  f[0] = s3;
  f[1] = s8;
  f[2] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_1, 3, 4, 0x0, 0x0)

// van-der-pol
INLINE void lanes_2(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] * y[0];
  const V s1 = value(v, 0) - s0;
  const V s2 = value(v, 1) * s1;
  const V s3 = s2 * y[1];
  const V s4 = s3 - y[0];
  f[0] = y[1];
  f[1] = s4;
}
NOTEBOOK_LANE_STEPS(lanes_2, 2, 2, 0x0, 0x0)

// fitzhugh-nagumo
INLINE void lanes_3(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] * y[0];
  const V s1 = s0 * y[0];
  const V s2 = quotient(s1, v, 0);
  const V s3 = y[0] - s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + own(v, 1);
  const V s6 = y[0] + value(v, 2);
  const V s7 = value(v, 3) * y[1];
  const V s8 = s6 - s7;
  const V s9 = quotient(s8, v, 4);
  f[0] = s5;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_3, 2, 5, 0x2, 0x11)

// izhikevich
INLINE void lanes_4(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + own(v, 3);
  const V s6 = quotient(s5, v, 4);
  const V s7 = value(v, 5) * s0;
  const V s8 = s7 - y[1];
  const V s9 = value(v, 6) * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_4, 2, 7, 0x8, 0x10)

// izhikevich-2003
INLINE void lanes_5(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] * y[0];
  const V s1 = value(v, 0) * s0;
  const V s2 = value(v, 1) * y[0];
  const V s3 = s1 + s2;
  const V s4 = s3 + value(v, 2);
  const V s5 = s4 - y[1];
  const V s6 = s5 + own(v, 3);
  const V s7 = value(v, 4) * y[0];
  const V s8 = s7 - y[1];
  const V s9 = value(v, 5) * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_5, 2, 6, 0x8, 0x0)

// morris-lecar
INLINE void lanes_6(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = own(v, 2) - s1;
  const V s3 = y[0] - value(v, 3);
  const V s4 = quotient(s3, v, 4);
  const V s5 = lanes_tanh(s4);
  const V s6 = value(v, 5) + s5;
  const V s7 = value(v, 6) * s6;
  const V s8 = value(v, 7) * s7;
  const V s9 = y[0] - value(v, 8);
  const V s10 = s8 * s9;
  const V s11 = s2 - s10;
  const V s12 = value(v, 9) * y[1];
  const V s13 = y[0] - value(v, 10);
  const V s14 = s12 * s13;
  const V s15 = s11 - s14;
  const V s16 = quotient(s15, v, 11);
  const V s17 = y[0] - value(v, 12);
  const V s18 = quotient(s17, v, 13);
  const V s19 = lanes_tanh(s18);
  const V s20 = value(v, 5) + s19;
  const V s21 = value(v, 6) * s20;
  const V s22 = s21 - y[1];
  const V s23 = value(v, 14) * s22;
  const V s24 = quotient(s17, v, 15);
  const V s25 = lanes_cosh(s24);
  const V s26 = value(v, 5) / s25;
  const V s27 = s23 / s26;
  f[0] = s16;
  f[1] = s27;
}
NOTEBOOK_LANE_STEPS(lanes_6, 2, 16, 0x4, 0xa810)

// izhikevich thalamocortical
INLINE void lanes_7(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + own(v, 3);
  const V s6 = quotient(s5, v, 4);
  const V s7 = y[0] + value(v, 5);
  const V s8 = value(v, 6) * s7;
  const V s9 = s8 - y[1];
  const V s10 = value(v, 7) * s9;
  f[0] = s6;
  f[1] = s10;
}
NOTEBOOK_LANE_STEPS(lanes_7, 2, 8, 0x8, 0x10)

// decay
INLINE void lanes_8(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = value(v, 0) * y[0];
  f[0] = s0;
}
NOTEBOOK_LANE_STEPS(lanes_8, 1, 1, 0x0, 0x0)

// lif
INLINE void lanes_9(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = value(v, 0) - y[0];
  const V s1 = s0 + own(v, 1);
  const V s2 = quotient(s1, v, 2);
  const V s3 = lanes_select(value(v, 3), value(v, 4), s2);
  f[0] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_9, 1, 5, 0x2, 0x4)

// lorenz
INLINE void lanes_10(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[1] - y[0];
  const V s1 = value(v, 0) * s0;
  const V s2 = value(v, 1) - y[2];
  const V s3 = y[0] * s2;
  const V s4 = s3 - y[1];
  const V s5 = y[0] * y[1];
  const V s6 = value(v, 2) * y[2];
  const V s7 = s5 - s6;
  f[0] = s1;
  f[1] = s4;
  f[2] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_10, 3, 3, 0x0, 0x0)

// izhikevich fast-spiking
INLINE void lanes_11(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + value(v, 3);
  const V s6 = quotient(s5, v, 4);
  const V s7 = y[0] - value(v, 5);
  const V s8 = s7 * s7;
  const V s9 = s8 * s7;
  const V s10 = value(v, 6) * s9;
  const V s11 = lanes_select(value(v, 7), value(v, 3), s10);
  const V s12 = s11 - y[1];
  const V s13 = value(v, 8) * s12;
  f[0] = s6;
  f[1] = s13;
}
NOTEBOOK_LANE_STEPS(lanes_11, 2, 9, 0x0, 0x10)

// izhikevich fast-spiking
INLINE void lanes_12(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + value(v, 3);
  const V s6 = quotient(s5, v, 4);
  const V s7 = lanes_less(y[0], value(v, 5));
  const V s8 = y[0] - value(v, 5);
  const V s9 = s8 * s8;
  const V s10 = s9 * s8;
  const V s11 = value(v, 6) * s10;
  const V s12 = lanes_select(s7, value(v, 3), s11);
  const V s13 = s12 - y[1];
  const V s14 = value(v, 7) * s13;
  f[0] = s6;
  f[1] = s14;
}
NOTEBOOK_LANE_STEPS(lanes_12, 2, 8, 0x0, 0x10)

// quadratic-if
INLINE void lanes_13(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = y[0] - value(v, 1);
  const V s2 = s0 * s1;
  const V s3 = quotient(s2, v, 2);
  const V s4 = s3 + own(v, 3);
  const V s5 = quotient(s4, v, 4);
  f[0] = s5;
}
NOTEBOOK_LANE_STEPS(lanes_13, 1, 5, 0x8, 0x14)

// hodgkin-huxley
INLINE void lanes_14(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[1] * y[1];
  const V s1 = s0 * y[1];
  const V s2 = value(v, 0) * s1;
  const V s3 = s2 * y[2];
  const V s4 = y[0] - value(v, 1);
  const V s5 = s3 * s4;
  const V s6 = own(v, 2) - s5;
  const V s7 = y[3] * y[3];
  const V s8 = s7 * s7;
  const V s9 = value(v, 3) * s8;
  const V s10 = y[0] - value(v, 4);
  const V s11 = s9 * s10;
  const V s12 = s6 - s11;
  const V s13 = y[0] - value(v, 5);
  const V s14 = value(v, 6) * s13;
  const V s15 = s12 - s14;
  const V s16 = quotient(s15, v, 7);
  const V s17 = y[0] + value(v, 8);
  const V s18 = -s17;
  const V s19 = quotient(s18, v, 9);
  const V s20 = lanes_exprel(s19);
  const V s21 = value(v, 10) / s20;
  const V s22 = value(v, 10) - y[1];
  const V s23 = s21 * s22;
  const V s24 = y[0] + value(v, 11);
  const V s25 = -s24;
  const V s26 = quotient(s25, v, 12);
  const V s27 = lanes_exp(s26);
  const V s28 = value(v, 13) * s27;
  const V s29 = s28 * y[1];
  const V s30 = s23 - s29;
  const V s31 = quotient(s25, v, 14);
  const V s32 = lanes_exp(s31);
  const V s33 = value(v, 15) * s32;
  const V s34 = value(v, 10) - y[2];
  const V s35 = s33 * s34;
  const V s36 = y[0] + value(v, 16);
  const V s37 = -s36;
  const V s38 = quotient(s37, v, 9);
  const V s39 = lanes_exp(s38);
  const V s40 = value(v, 10) + s39;
  const V s41 = value(v, 10) / s40;
  const V s42 = s41 * y[2];
  const V s43 = s35 - s42;
  const V s44 = y[0] + value(v, 17);
  const V s45 = -s44;
  const V s46 = quotient(s45, v, 9);
  const V s47 = lanes_exprel(s46);
  const V s48 = value(v, 18) / s47;
  const V s49 = value(v, 10) - y[3];
  const V s50 = s48 * s49;
  const V s51 = quotient(s25, v, 19);
  const V s52 = lanes_exp(s51);
  const V s53 = value(v, 20) * s52;
  const V s54 = s53 * y[3];
  const V s55 = s50 - s54;
  f[0] = s16;
  f[1] = s30;
  f[2] = s43;
  f[3] = s55;
}
NOTEBOOK_LANE_STEPS(lanes_14, 4, 21, 0x4, 0x85280)

// pendulum
INLINE void lanes_15(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = lanes_sin(y[0]);
  const V s1 = value(v, 0) * s0;
  const V s2 = value(v, 1) * y[1];
  const V s3 = s1 - s2;
  f[0] = y[1];
  f[1] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_15, 2, 2, 0x0, 0x0)

// logistic
INLINE void lanes_16(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = value(v, 0) * y[0];
  const V s1 = quotient(y[0], v, 1);
  const V s2 = value(v, 2) - s1;
  const V s3 = s0 * s2;
  f[0] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_16, 1, 3, 0x0, 0x2)

// lotka-volterra
INLINE void lanes_17(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = value(v, 0) * y[0];
  const V s1 = value(v, 1) * y[0];
  const V s2 = s1 * y[1];
  const V s3 = s0 - s2;
  const V s4 = value(v, 2) * y[0];
  const V s5 = s4 * y[1];
  const V s6 = value(v, 3) * y[1];
  const V s7 = s5 - s6;
  f[0] = s3;
  f[1] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_17, 2, 4, 0x0, 0x0)

// brusselator
INLINE void lanes_18(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] * y[0];
  const V s1 = s0 * y[1];
  const V s2 = value(v, 0) + s1;
  const V s3 = value(v, 1) * y[0];
  const V s4 = s2 - s3;
  const V s5 = s4 - y[0];
  const V s6 = s3 - s1;
  f[0] = s5;
  f[1] = s6;
}
NOTEBOOK_LANE_STEPS(lanes_18, 2, 2, 0x0, 0x0)

// izhikevich thalamocortical
INLINE void lanes_19(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + value(v, 3);
  const V s6 = quotient(s5, v, 4);
  const V s7 = lanes_lessOrEqual(y[0], value(v, 5));
  const V s8 = lanes_select(s7, value(v, 6), value(v, 3));
  const V s9 = y[0] + value(v, 7);
  const V s10 = s8 * s9;
  const V s11 = s10 - y[1];
  const V s12 = value(v, 8) * s11;
  f[0] = s6;
  f[1] = s12;
}
NOTEBOOK_LANE_STEPS(lanes_19, 2, 9, 0x0, 0x10)

// adex
INLINE void lanes_20(struct lane_values v, const V *y, V *f) {
  (void)v;
  const V s0 = y[0] - value(v, 0);
  const V s1 = value(v, 1) * s0;
  const V s2 = y[0] - value(v, 2);
  const V s3 = quotient(s2, v, 3);
  const V s4 = lanes_exp(s3);
  const V s5 = value(v, 4) * s4;
  const V s6 = s1 + s5;
  const V s7 = s6 - y[1];
  const V s8 = s7 + own(v, 5);
  const V s9 = quotient(s8, v, 6);
  const V s10 = value(v, 7) * s0;
  const V s11 = s10 - y[1];
  const V s12 = quotient(s11, v, 8);
  f[0] = s9;
  f[1] = s12;
}
NOTEBOOK_LANE_STEPS(lanes_20, 2, 9, 0x20, 0x148)

static const struct notebook_lane_kernel lane_kernels[] = {
    {86079745089786906u, NOTEBOOK_LANES_OF(lanes_0)},
    {302880401233280728u, NOTEBOOK_LANES_OF(lanes_1)},
    {1640501453858716029u, NOTEBOOK_LANES_OF(lanes_2)},
    {2943936344944958594u, NOTEBOOK_LANES_OF(lanes_3)},
    {3568166004191288407u, NOTEBOOK_LANES_OF(lanes_4)},
    {4405624027441057785u, NOTEBOOK_LANES_OF(lanes_5)},
    {5142855459962442565u, NOTEBOOK_LANES_OF(lanes_6)},
    {5618521588629993378u, NOTEBOOK_LANES_OF(lanes_7)},
    {6168421366419989569u, NOTEBOOK_LANES_OF(lanes_8)},
    {7429688430278540176u, NOTEBOOK_LANES_OF(lanes_9)},
    {8975723825329469840u, NOTEBOOK_LANES_OF(lanes_10)},
    {9155357165548372521u, NOTEBOOK_LANES_OF(lanes_11)},
    {10699495079633417802u, NOTEBOOK_LANES_OF(lanes_12)},
    {11340865761862455957u, NOTEBOOK_LANES_OF(lanes_13)},
    {12233287199507738995u, NOTEBOOK_LANES_OF(lanes_14)},
    {12316281237648394823u, NOTEBOOK_LANES_OF(lanes_15)},
    {13104835857915359457u, NOTEBOOK_LANES_OF(lanes_16)},
    {15134099839125297834u, NOTEBOOK_LANES_OF(lanes_17)},
    {15422113164463038934u, NOTEBOOK_LANES_OF(lanes_18)},
    {15959453661842835724u, NOTEBOOK_LANES_OF(lanes_19)},
    {17736004469937591271u, NOTEBOOK_LANES_OF(lanes_20)},
};
