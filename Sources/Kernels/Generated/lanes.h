// The right-hand sides of the built-in models on vectors of lanes. Made by `make kernels`: do not edit.

// izhikevich-2003 accommodation
INLINE void lanes_0(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] * y[0];
  const V s1 = v[0 * vectors] * s0;
  const V s2 = v[1 * vectors] * y[0];
  const V s3 = s1 + s2;
  const V s4 = s3 + v[2 * vectors];
  const V s5 = s4 - y[1];
  const V s6 = s5 + v[3 * vectors];
  const V s7 = y[0] + v[4 * vectors];
  const V s8 = v[5 * vectors] * s7;
  const V s9 = v[6 * vectors] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_0, 2)

// robertson
INLINE void lanes_1(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = v[0 * vectors] * y[0];
  const V s1 = v[1 * vectors] * y[1];
  const V s2 = s1 * y[2];
  const V s3 = s0 + s2;
  const V s4 = v[2 * vectors] * y[0];
  const V s5 = s4 - s2;
  const V s6 = y[1] * y[1];
  const V s7 = v[3 * vectors] * s6;
  const V s8 = s5 - s7;
  f[0] = s3;
  f[1] = s8;
  f[2] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_1, 3)

// van-der-pol
INLINE void lanes_2(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] * y[0];
  const V s1 = v[0 * vectors] - s0;
  const V s2 = v[1 * vectors] * s1;
  const V s3 = s2 * y[1];
  const V s4 = s3 - y[0];
  f[0] = y[1];
  f[1] = s4;
}
NOTEBOOK_LANE_STEPS(lanes_2, 2)

// fitzhugh-nagumo
INLINE void lanes_3(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] * y[0];
  const V s1 = s0 * y[0];
  const V s2 = lanes_divided(s1, v[0 * vectors], r[0 * vectors]);
  const V s3 = y[0] - s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[1 * vectors];
  const V s6 = y[0] + v[2 * vectors];
  const V s7 = v[3 * vectors] * y[1];
  const V s8 = s6 - s7;
  const V s9 = lanes_divided(s8, v[4 * vectors], r[4 * vectors]);
  f[0] = s5;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_3, 2)

// izhikevich
INLINE void lanes_4(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[3 * vectors];
  const V s6 = lanes_divided(s5, v[4 * vectors], r[4 * vectors]);
  const V s7 = v[5 * vectors] * s0;
  const V s8 = s7 - y[1];
  const V s9 = v[6 * vectors] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_4, 2)

// izhikevich-2003
INLINE void lanes_5(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] * y[0];
  const V s1 = v[0 * vectors] * s0;
  const V s2 = v[1 * vectors] * y[0];
  const V s3 = s1 + s2;
  const V s4 = s3 + v[2 * vectors];
  const V s5 = s4 - y[1];
  const V s6 = s5 + v[3 * vectors];
  const V s7 = v[4 * vectors] * y[0];
  const V s8 = s7 - y[1];
  const V s9 = v[5 * vectors] * s8;
  f[0] = s6;
  f[1] = s9;
}
NOTEBOOK_LANE_STEPS(lanes_5, 2)

// morris-lecar
INLINE void lanes_6(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = v[2 * vectors] - s1;
  const V s3 = y[0] - v[3 * vectors];
  const V s4 = lanes_divided(s3, v[4 * vectors], r[4 * vectors]);
  const V s5 = lanes_tanh(s4);
  const V s6 = v[5 * vectors] + s5;
  const V s7 = v[6 * vectors] * s6;
  const V s8 = v[7 * vectors] * s7;
  const V s9 = y[0] - v[8 * vectors];
  const V s10 = s8 * s9;
  const V s11 = s2 - s10;
  const V s12 = v[9 * vectors] * y[1];
  const V s13 = y[0] - v[10 * vectors];
  const V s14 = s12 * s13;
  const V s15 = s11 - s14;
  const V s16 = lanes_divided(s15, v[11 * vectors], r[11 * vectors]);
  const V s17 = y[0] - v[12 * vectors];
  const V s18 = lanes_divided(s17, v[13 * vectors], r[13 * vectors]);
  const V s19 = lanes_tanh(s18);
  const V s20 = v[5 * vectors] + s19;
  const V s21 = v[6 * vectors] * s20;
  const V s22 = s21 - y[1];
  const V s23 = v[14 * vectors] * s22;
  const V s24 = lanes_divided(s17, v[15 * vectors], r[15 * vectors]);
  const V s25 = lanes_cosh(s24);
  const V s26 = v[5 * vectors] / s25;
  const V s27 = s23 / s26;
  f[0] = s16;
  f[1] = s27;
}
NOTEBOOK_LANE_STEPS(lanes_6, 2)

// izhikevich thalamocortical
INLINE void lanes_7(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[3 * vectors];
  const V s6 = lanes_divided(s5, v[4 * vectors], r[4 * vectors]);
  const V s7 = y[0] + v[5 * vectors];
  const V s8 = v[6 * vectors] * s7;
  const V s9 = s8 - y[1];
  const V s10 = v[7 * vectors] * s9;
  f[0] = s6;
  f[1] = s10;
}
NOTEBOOK_LANE_STEPS(lanes_7, 2)

// decay
INLINE void lanes_8(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = v[0 * vectors] * y[0];
  f[0] = s0;
}
NOTEBOOK_LANE_STEPS(lanes_8, 1)

// lif
INLINE void lanes_9(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = v[0 * vectors] - y[0];
  const V s1 = s0 + v[1 * vectors];
  const V s2 = lanes_divided(s1, v[2 * vectors], r[2 * vectors]);
  const V s3 = lanes_select(v[3 * vectors], v[4 * vectors], s2);
  f[0] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_9, 1)

// lorenz
INLINE void lanes_10(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[1] - y[0];
  const V s1 = v[0 * vectors] * s0;
  const V s2 = v[1 * vectors] - y[2];
  const V s3 = y[0] * s2;
  const V s4 = s3 - y[1];
  const V s5 = y[0] * y[1];
  const V s6 = v[2 * vectors] * y[2];
  const V s7 = s5 - s6;
  f[0] = s1;
  f[1] = s4;
  f[2] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_10, 3)

// izhikevich fast-spiking
INLINE void lanes_11(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[3 * vectors];
  const V s6 = lanes_divided(s5, v[4 * vectors], r[4 * vectors]);
  const V s7 = y[0] - v[5 * vectors];
  const V s8 = s7 * s7;
  const V s9 = s8 * s7;
  const V s10 = v[6 * vectors] * s9;
  const V s11 = lanes_select(v[7 * vectors], v[3 * vectors], s10);
  const V s12 = s11 - y[1];
  const V s13 = v[8 * vectors] * s12;
  f[0] = s6;
  f[1] = s13;
}
NOTEBOOK_LANE_STEPS(lanes_11, 2)

// izhikevich fast-spiking
INLINE void lanes_12(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[3 * vectors];
  const V s6 = lanes_divided(s5, v[4 * vectors], r[4 * vectors]);
  const V s7 = lanes_less(y[0], v[5 * vectors]);
  const V s8 = y[0] - v[5 * vectors];
  const V s9 = s8 * s8;
  const V s10 = s9 * s8;
  const V s11 = v[6 * vectors] * s10;
  const V s12 = lanes_select(s7, v[3 * vectors], s11);
  const V s13 = s12 - y[1];
  const V s14 = v[7 * vectors] * s13;
  f[0] = s6;
  f[1] = s14;
}
NOTEBOOK_LANE_STEPS(lanes_12, 2)

// quadratic-if
INLINE void lanes_13(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = y[0] - v[1 * vectors];
  const V s2 = s0 * s1;
  const V s3 = lanes_divided(s2, v[2 * vectors], r[2 * vectors]);
  const V s4 = s3 + v[3 * vectors];
  const V s5 = lanes_divided(s4, v[4 * vectors], r[4 * vectors]);
  f[0] = s5;
}
NOTEBOOK_LANE_STEPS(lanes_13, 1)

// hodgkin-huxley
INLINE void lanes_14(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[1] * y[1];
  const V s1 = s0 * y[1];
  const V s2 = v[0 * vectors] * s1;
  const V s3 = s2 * y[2];
  const V s4 = y[0] - v[1 * vectors];
  const V s5 = s3 * s4;
  const V s6 = v[2 * vectors] - s5;
  const V s7 = y[3] * y[3];
  const V s8 = s7 * s7;
  const V s9 = v[3 * vectors] * s8;
  const V s10 = y[0] - v[4 * vectors];
  const V s11 = s9 * s10;
  const V s12 = s6 - s11;
  const V s13 = y[0] - v[5 * vectors];
  const V s14 = v[6 * vectors] * s13;
  const V s15 = s12 - s14;
  const V s16 = lanes_divided(s15, v[7 * vectors], r[7 * vectors]);
  const V s17 = y[0] + v[8 * vectors];
  const V s18 = -s17;
  const V s19 = lanes_divided(s18, v[9 * vectors], r[9 * vectors]);
  const V s20 = lanes_exprel(s19);
  const V s21 = v[10 * vectors] / s20;
  const V s22 = v[10 * vectors] - y[1];
  const V s23 = s21 * s22;
  const V s24 = y[0] + v[11 * vectors];
  const V s25 = -s24;
  const V s26 = lanes_divided(s25, v[12 * vectors], r[12 * vectors]);
  const V s27 = lanes_exp(s26);
  const V s28 = v[13 * vectors] * s27;
  const V s29 = s28 * y[1];
  const V s30 = s23 - s29;
  const V s31 = lanes_divided(s25, v[14 * vectors], r[14 * vectors]);
  const V s32 = lanes_exp(s31);
  const V s33 = v[15 * vectors] * s32;
  const V s34 = v[10 * vectors] - y[2];
  const V s35 = s33 * s34;
  const V s36 = y[0] + v[16 * vectors];
  const V s37 = -s36;
  const V s38 = lanes_divided(s37, v[9 * vectors], r[9 * vectors]);
  const V s39 = lanes_exp(s38);
  const V s40 = v[10 * vectors] + s39;
  const V s41 = v[10 * vectors] / s40;
  const V s42 = s41 * y[2];
  const V s43 = s35 - s42;
  const V s44 = y[0] + v[17 * vectors];
  const V s45 = -s44;
  const V s46 = lanes_divided(s45, v[9 * vectors], r[9 * vectors]);
  const V s47 = lanes_exprel(s46);
  const V s48 = v[18 * vectors] / s47;
  const V s49 = v[10 * vectors] - y[3];
  const V s50 = s48 * s49;
  const V s51 = lanes_divided(s25, v[19 * vectors], r[19 * vectors]);
  const V s52 = lanes_exp(s51);
  const V s53 = v[20 * vectors] * s52;
  const V s54 = s53 * y[3];
  const V s55 = s50 - s54;
  f[0] = s16;
  f[1] = s30;
  f[2] = s43;
  f[3] = s55;
}
NOTEBOOK_LANE_STEPS(lanes_14, 4)

// pendulum
INLINE void lanes_15(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = lanes_sin(y[0]);
  const V s1 = v[0 * vectors] * s0;
  const V s2 = v[1 * vectors] * y[1];
  const V s3 = s1 - s2;
  f[0] = y[1];
  f[1] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_15, 2)

// logistic
INLINE void lanes_16(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = v[0 * vectors] * y[0];
  const V s1 = lanes_divided(y[0], v[1 * vectors], r[1 * vectors]);
  const V s2 = v[2 * vectors] - s1;
  const V s3 = s0 * s2;
  f[0] = s3;
}
NOTEBOOK_LANE_STEPS(lanes_16, 1)

// lotka-volterra
INLINE void lanes_17(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = v[0 * vectors] * y[0];
  const V s1 = v[1 * vectors] * y[0];
  const V s2 = s1 * y[1];
  const V s3 = s0 - s2;
  const V s4 = v[2 * vectors] * y[0];
  const V s5 = s4 * y[1];
  const V s6 = v[3 * vectors] * y[1];
  const V s7 = s5 - s6;
  f[0] = s3;
  f[1] = s7;
}
NOTEBOOK_LANE_STEPS(lanes_17, 2)

// brusselator
INLINE void lanes_18(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] * y[0];
  const V s1 = s0 * y[1];
  const V s2 = v[0 * vectors] + s1;
  const V s3 = v[1 * vectors] * y[0];
  const V s4 = s2 - s3;
  const V s5 = s4 - y[0];
  const V s6 = s3 - s1;
  f[0] = s5;
  f[1] = s6;
}
NOTEBOOK_LANE_STEPS(lanes_18, 2)

// izhikevich thalamocortical
INLINE void lanes_19(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = s1 * s2;
  const V s4 = s3 - y[1];
  const V s5 = s4 + v[3 * vectors];
  const V s6 = lanes_divided(s5, v[4 * vectors], r[4 * vectors]);
  const V s7 = lanes_lessOrEqual(y[0], v[5 * vectors]);
  const V s8 = lanes_select(s7, v[6 * vectors], v[3 * vectors]);
  const V s9 = y[0] + v[7 * vectors];
  const V s10 = s8 * s9;
  const V s11 = s10 - y[1];
  const V s12 = v[8 * vectors] * s11;
  f[0] = s6;
  f[1] = s12;
}
NOTEBOOK_LANE_STEPS(lanes_19, 2)

// adex
INLINE void lanes_20(const V *v, const V *r, const V *y, V *f) {
  (void)v, (void)r;
  const V s0 = y[0] - v[0 * vectors];
  const V s1 = v[1 * vectors] * s0;
  const V s2 = y[0] - v[2 * vectors];
  const V s3 = lanes_divided(s2, v[3 * vectors], r[3 * vectors]);
  const V s4 = lanes_exp(s3);
  const V s5 = v[4 * vectors] * s4;
  const V s6 = s1 + s5;
  const V s7 = s6 - y[1];
  const V s8 = s7 + v[5 * vectors];
  const V s9 = lanes_divided(s8, v[6 * vectors], r[6 * vectors]);
  const V s10 = v[7 * vectors] * s0;
  const V s11 = s10 - y[1];
  const V s12 = lanes_divided(s11, v[8 * vectors], r[8 * vectors]);
  f[0] = s9;
  f[1] = s12;
}
NOTEBOOK_LANE_STEPS(lanes_20, 2)

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
