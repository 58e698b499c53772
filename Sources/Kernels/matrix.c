#include "Matrix.h"
#include "Clones.h"

#include <stdint.h>
#include <string.h>

// Products and sums are fused where it is written, and nowhere else: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

#define JOINED(A, B) A##_##B
#define JOIN(A, B) JOINED(A, B)
#define NAME(WORD) JOIN(WORD, REAL)
#define EXPORT(WORD) JOIN(notebook_##WORD, REAL)

// Single precision. The high parts of ln 2 and pi/2 have so few digits that their products with n are exact.
#define REAL float
#define P notebook_panel_float
#define ROUNDER 12582912.0f
#define LARGEST 20.0f
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f
#define PIO2_HIGH 1.5703125f
#define PIO2_MIDDLE 4.837512969970703125e-4f
#define PIO2_LOW 7.54978995489188216e-8f
#define EXP_TERMS 8
#define TRIG_TERMS 10

static const float factorials_float[] = {1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800};
#define FACTORIAL_LAST 40320.0f

static inline __attribute__((always_inline)) float power_of_two_float(float n) {
  const int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

#include "MatrixTemplate.h"
#undef REAL
#undef P
#undef ROUNDER
#undef LARGEST
#undef LN2_HIGH
#undef LN2_LOW
#undef PIO2_HIGH
#undef PIO2_MIDDLE
#undef PIO2_LOW
#undef EXP_TERMS
#undef TRIG_TERMS
#undef FACTORIAL_LAST

// Double precision.
#define REAL double
#define P notebook_panel_double
#define ROUNDER 6755399441055744.0
#define LARGEST 44.0
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define PIO2_HIGH 1.57079632673412561417e+00
#define PIO2_MIDDLE 6.07710050630396597660e-11
#define PIO2_LOW 2.02226624879595063154e-21
#define EXP_TERMS 14
#define TRIG_TERMS 18

static const double factorials_double[] = {
    1,         1,          2,           6,            24,            120,            720,
    5040,      40320,      362880,      3628800,      39916800,      479001600,      6227020800,
    87178291200, 1307674368000, 20922789888000, 355687428096000, 6402373705728000, 121645100408832000};
#define FACTORIAL_LAST 87178291200.0

static inline __attribute__((always_inline)) double power_of_two_double(double n) {
  const int64_t bits = (int64_t)((uint64_t)((int32_t)n + 1023) << 52);
  double power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

#include "MatrixTemplate.h"
