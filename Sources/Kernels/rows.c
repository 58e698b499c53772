#include "Rows.h"
#include "Clones.h"

#include "Block.h"

// A product and a sum stay two roundings, also where the processor could fuse them: all machines give the same bits.
#pragma STDC FP_CONTRACT OFF

#define EACH for (int l = 0; l < notebook_lanes; l++)

CLONES void notebook_lanes_combine(const double *coefficients, const double *const *slopes, long terms,
                                   const double *h, double divisor, const double *base, double *restrict result) {
  double sum[notebook_lanes];
  EACH sum[l] = coefficients[0] * slopes[0][l];
  for (long k = 1; k < terms; k++) EACH sum[l] += coefficients[k] * slopes[k][l];
  EACH result[l] = base[l] + h[l] / divisor * sum[l];
}

CLONES void notebook_lanes_advance(double *restrict to, const double *h, double parts, const double *slope) {
  EACH to[l] += h[l] / parts * slope[l];
}

CLONES void notebook_lanes_add_products(double *restrict to, const double *factors, const double *from, double scale) {
  EACH to[l] += scale * (factors[l] * from[l]);
}

CLONES long notebook_lanes_holding(const double *numbers, int is_strict, long count, int32_t *lanes) {
  int any = 0;
  for (long l = 0; l < count; l++) any |= numbers[l] >= 0;
  if (!any) return 0;
  long found = 0;
  for (long l = 0; l < count; l++)
    if (is_strict ? numbers[l] > 0 : numbers[l] >= 0) lanes[found++] = (int32_t)l;
  return found;
}

CLONES void notebook_add_row(double *restrict to, const double *restrict from, long count) {
  for (long i = 0; i < count; i++) to[i] += from[i];
}

CLONES void notebook_add_number(double *restrict to, double number, long count) {
  for (long i = 0; i < count; i++) to[i] += number;
}

CLONES int notebook_are_finite(const double *numbers, long count) {
  int bad = 0;
  for (long i = 0; i < count; i++) bad |= !(numbers[i] - numbers[i] == 0);
  return !bad;
}

void notebook_scatter_row(double *to, const int32_t *places, const double *from, long count) {
  for (long i = 0; i < count; i++) to[places[i]] += from[i];
}

void notebook_scatter_number(double *to, const int32_t *places, double number, long count) {
  for (long i = 0; i < count; i++) to[places[i]] += number;
}
