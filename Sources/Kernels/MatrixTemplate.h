// The text of matrix.c for one precision: REAL, its panel P, and the signed integer WORD of its size are defined
// before.

typedef REAL NAME(panel) __attribute__((vector_size(64), aligned(64)));

#define LOAD(FROM) (*(const NAME(panel) *)(FROM))
#define STORE(TO, VALUE) (*(NAME(panel) *)(TO) = (VALUE))

/// R rows of one panel of a product.
static inline __attribute__((always_inline)) void NAME(product_tile)(const int R, const REAL *a, const REAL *b,
                                                                    const REAL *start, REAL *c, long rows, long inner) {
  NAME(panel) sum[R];
#pragma unroll
  for (int i = 0; i < R; i++) sum[i] = start ? LOAD(start) : (NAME(panel)){0};
  for (long k = 0; k < inner; k += P, a += rows * P) {
    const long width = inner - k < P ? inner - k : P;
    for (long l = 0; l < width; l++, b += P) {
      const NAME(panel) row = LOAD(b);
#pragma unroll
      for (int i = 0; i < R; i++) sum[i] = __builtin_elementwise_fma(a[i * P + l] - (NAME(panel)){0}, row, sum[i]);
    }
  }
#pragma unroll
  for (int i = 0; i < R; i++) STORE(c + i * P, sum[i]);
}

CLONES void EXPORT(product)(const REAL *a, const REAL *b, const REAL *start, REAL *c, long rows, long first, long count,
                            long inner, long panels) {
  for (long panel = 0; panel < panels; panel++) {
    const REAL *bias = start ? start + panel * P : 0;
    const REAL *weights = b + panel * inner * P;
    REAL *to = c + panel * rows * P;
    long i = first;
    const long end = first + count;
    for (; i + 6 <= end; i += 6) NAME(product_tile)(6, a + i * P, weights, bias, to + i * P, rows, inner);
    for (; i + 2 <= end; i += 2) NAME(product_tile)(2, a + i * P, weights, bias, to + i * P, rows, inner);
    for (; i < end; i++) NAME(product_tile)(1, a + i * P, weights, bias, to + i * P, rows, inner);
  }
}

/// R rows of one panel of a sum of outer products; `a` points to the first of R neighbouring columns.
static inline __attribute__((always_inline)) void NAME(outer_tile)(const int R, const REAL *a, const REAL *d, REAL *g,
                                                                  long rows) {
  NAME(panel) sum[R];
#pragma unroll
  for (int i = 0; i < R; i++) sum[i] = LOAD(g + i * P);
  for (long r = 0; r < rows; r++) {
    const NAME(panel) row = LOAD(d + r * P);
#pragma unroll
    for (int i = 0; i < R; i++) sum[i] = __builtin_elementwise_fma(a[r * P + i] - (NAME(panel)){0}, row, sum[i]);
  }
#pragma unroll
  for (int i = 0; i < R; i++) STORE(g + i * P, sum[i]);
}

CLONES void EXPORT(outer)(const REAL *a, const REAL *d, REAL *g, long rows, long inner, long panels) {
  for (long panel = 0; panel < panels; panel++) {
    const REAL *from = d + panel * rows * P;
    REAL *to = g + panel * inner * P;
    for (long k = 0; k < inner; k += P) {
      const REAL *columns = a + k * rows;
      const long width = inner - k < P ? inner - k : P;
      long i = 0;
      for (; i + 6 <= width; i += 6) NAME(outer_tile)(6, columns + i, from, to + (k + i) * P, rows);
      for (; i + 4 <= width; i += 4) NAME(outer_tile)(4, columns + i, from, to + (k + i) * P, rows);
      for (; i + 2 <= width; i += 2) NAME(outer_tile)(2, columns + i, from, to + (k + i) * P, rows);
      for (; i < width; i++) NAME(outer_tile)(1, columns + i, from, to + (k + i) * P, rows);
    }
  }
}

CLONES void EXPORT(column_sums)(const REAL *d, REAL *g, long rows, long count, long panels) {
  for (long panel = 0; panel < panels; panel++) {
    NAME(panel) sum = LOAD(g + panel * P);
    for (long r = 0; r < count; r++) sum += LOAD(d + (panel * rows + r) * P);
    STORE(g + panel * P, sum);
  }
}

/// tanh(z) to about two units in the last place: with x = 2|z| = n ln 2 + r it is m/(m + 2), m = expm1(x) = 2^n
/// expm1(r) + 2^n - 1.
static inline __attribute__((always_inline)) REAL NAME(tanh)(REAL z) {
  // Above, it is 1 in this precision.
  REAL x = z < 0 ? -2 * z : 2 * z;
  x = x < LARGEST ? x : LARGEST;
  // Adding and taking away 1.5 * 2^digits rounds to a whole number, which then stands in the lowest bits.
  const REAL shifted = x * (REAL)1.4426950408889634 + ROUNDER;
  const REAL n = shifted - ROUNDER;
  const REAL r = (x - n * LN2_HIGH) - n * LN2_LOW;
  REAL sum = 1 / FACTORIAL_LAST;
#pragma unroll
  for (int k = EXP_TERMS - 1; k >= 1; k--) sum = sum * r + 1 / NAME(factorials)[k];
  const REAL scale = NAME(power_of_two)(n);
  const REAL m = scale * (sum * r) + (scale - 1);
  const REAL y = m / (m + 2);
  // A value that is not a number comes out as one: the comparison above took it for a large one.
  return z != z ? z : z < 0 ? -y : y;
}

/// sin(z) and cos(z): z = n pi/2 + r by Cody and Waite's subtraction, then Taylor series. Good to an absolute error of
/// a few units in the last place of 1 for |z| up to 10^4, which no sound network goes near.
static inline __attribute__((always_inline)) void NAME(sin_cos)(REAL z, REAL *sine, REAL *cosine) {
  const REAL n = (z * (REAL)0.63661977236758134 + ROUNDER) - ROUNDER;
  const REAL r = ((z - n * PIO2_HIGH) - n * PIO2_MIDDLE) - n * PIO2_LOW;
  const REAL square = r * r;
  REAL s = 1 / NAME(factorials)[TRIG_TERMS + 1], c = 1 / NAME(factorials)[TRIG_TERMS];
#pragma unroll
  for (int k = TRIG_TERMS - 2; k >= 0; k -= 2) {
    s = 1 / NAME(factorials)[k + 1] - s * square;
    c = 1 / NAME(factorials)[k] - c * square;
  }
  s *= r;
  const REAL quarter = n - 4 * ((n * (REAL)0.25 + ROUNDER) - ROUNDER);  // -2, -1, 0, 1 or 2
  const REAL absolute = quarter < 0 ? -quarter : quarter;
  const REAL a = absolute == 1 ? c : s, b = absolute == 1 ? s : c;
  *sine = ((absolute == 2) | (quarter == -1)) ? -a : a;
  *cosine = ((absolute == 2) | (quarter == 1)) ? -b : b;
}

#define VECTORISED _Pragma("clang loop vectorize(assume_safety)")

#define EACH(FIRST, SECOND, VALUE)                                                            \
  for (long panel = 0; panel < panels; panel++) {                                             \
    REAL *restrict value = z + panel * rows * P, *restrict tangent = value + points * P;      \
    REAL *restrict first = p + panel * points * P, *restrict second = q + panel * points * P; \
    if (tangents > 0)                                                                         \
      VECTORISED for (long i = 0; i < points * P; i++) {                                      \
        const REAL x = value[i], dx = tangent[i];                                             \
        VALUE;                                                                                \
        value[i] = y;                                                                         \
        first[i] = FIRST;                                                                     \
        tangent[i] = (FIRST) * dx;                                                            \
        second[i] = (SECOND) * dx;                                                            \
      }                                                                                       \
    else                                                                                      \
      VECTORISED for (long i = 0; i < points * P; i++) {                                      \
        const REAL x = value[i];                                                              \
        VALUE;                                                                                \
        value[i] = y;                                                                         \
        first[i] = FIRST;                                                                     \
      }                                                                                       \
  }

CLONES void EXPORT(activate)(int kind, REAL *z, REAL *p, REAL *q, long rows, long points, long tangents, long panels) {
  switch (kind) {
  case notebook_tanh: EACH(1 - y * y, -2 * y * (1 - y * y), const REAL y = NAME(tanh)(x)); break;
  case notebook_sin: EACH(cosine, -y, REAL y; REAL cosine; NAME(sin_cos)(x, &y, &cosine)); break;
  default:
    EACH(s + x * s * (1 - s), s * (1 - s) * (2 + x * (1 - 2 * s)),
         const REAL s = (REAL)0.5 + (REAL)0.5 * NAME(tanh)((REAL)0.5 * x);
         const REAL y = x * s);
  }
}

CLONES void EXPORT(deactivate)(REAL *d, const REAL *p, const REAL *q, long rows, long points, long tangents,
                               long panels) {
  for (long panel = 0; panel < panels; panel++) {
    REAL *restrict value = d + panel * rows * P, *restrict tangent = value + points * P;
    const REAL *restrict first = p + panel * points * P, *restrict second = q + panel * points * P;
    if (tangents > 0)
      VECTORISED for (long i = 0; i < points * P; i++) {
        value[i] = first[i] * value[i] + second[i] * tangent[i];
        tangent[i] = first[i] * tangent[i];
      }
    else
      VECTORISED for (long i = 0; i < points * P; i++) value[i] = first[i] * value[i];
  }
}

#define AT(ROW, COLUMN, ROWS) ((COLUMN) / P * (ROWS) + (ROW)) * P + (COLUMN) % P

void EXPORT(pack)(const double *from, REAL *to, REAL *transposed, long rows, long columns) {
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < columns; c++) {
      const REAL value = (REAL)from[r * columns + c];
      to[AT(r, c, rows)] = value;
      if (transposed) transposed[AT(c, r, columns)] = value;
    }
}

void EXPORT(add_unpacked)(const REAL *from, double *to, long rows, long columns) {
  for (long r = 0; r < rows; r++)
    for (long panel = 0; panel < columns; panel += P) {
      const long width = columns - panel < P ? columns - panel : P;
      const REAL *source = from + panel * rows + r * P;
      for (long c = 0; c < width; c++) to[r * columns + panel + c] += source[c];
    }
}

void EXPORT(get_columns)(const REAL *from, double *to, long rows, long columns) {
  for (long c = 0; c < columns; c++)
    for (long r = 0; r < rows; r++) to[c * rows + r] = from[AT(r, c, rows)];
}

void EXPORT(set_columns)(const double *from, REAL *to, long rows, long columns) {
  for (long c = 0; c < (columns + P - 1) / P * P; c++)
    for (long r = 0; r < rows; r++) to[AT(r, c, rows)] = c < columns ? (REAL)from[c * rows + r] : 0;
}

#undef AT
#undef LOAD
#undef STORE
#undef EACH
#undef VECTORISED
