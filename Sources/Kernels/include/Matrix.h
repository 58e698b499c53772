#ifndef NOTEBOOK_MATRIX_H
#define NOTEBOOK_MATRIX_H

/// Matrix products and activations of fully connected networks, in single and in double precision.
///
/// A matrix lies in *panels* of 64 bytes of columns: number (row, column) stands at
/// `(column / P * rows + row) * P + column % P`, with P = 16 in single and P = 8 in double precision. Columns behind the last
/// are zero. Every sum is one chain of fused multiplications and additions in the order of its index, so that the width of
/// the processor's vectors does not change a bit; a processor without such an instruction is slow, and no less exact.
enum { notebook_panel_float = 16, notebook_panel_double = 8 };

/// The forms of a neuron: tanh(z), sin(z), and z/(1 + exp(-z)), which is called swish.
enum notebook_activation { notebook_tanh, notebook_sin, notebook_swish };

#define NOTEBOOK_MATRIX(REAL)                                                                                             \
  /** c = start + a b for `count` rows from `first` on. The panels of a and c have `rows` rows; b has `inner` rows and */ \
  /** `panels` panels. Without `start` the sums begin with zero. */                                                       \
  void notebook_product_##REAL(const REAL *a, const REAL *b, const REAL *start, REAL *c, long rows, long first,          \
                               long count, long inner, long panels);                                                      \
  /** g += transpose(a) d: `inner` columns of a, `panels` panels of d, `rows` rows of both. */                            \
  void notebook_outer_##REAL(const REAL *a, const REAL *d, REAL *g, long rows, long inner, long panels);                  \
  /** g += the sum of the first `count` rows of d. */                                                                     \
  void notebook_column_sums_##REAL(const REAL *d, REAL *g, long rows, long count, long panels);                           \
  /** Puts activations in the place of z, and slopes of them in the place of its tangents. The first `points` rows are */ \
  /** values, the next `tangents` (as many, or none) are tangents. Stores phi'(z) in p, and phi''(z) times the tangent */ \
  /** in q, whose panels have `points` rows. */                                                                           \
  void notebook_activate_##REAL(int kind, REAL *z, REAL *p, REAL *q, long rows, long points, long tangents,               \
                                long panels);                                                                             \
  /** The reverse of it: from derivatives by activations and their slopes to derivatives by z and its tangents. */        \
  void notebook_deactivate_##REAL(REAL *d, const REAL *p, const REAL *q, long rows, long points, long tangents,           \
                                  long panels);                                                                           \
  /** Numbers row by row to panels and, unless it is null, to those of the transposed matrix. */                          \
  void notebook_pack_##REAL(const double *from, REAL *to, REAL *transposed, long rows, long columns);                     \
  /** Adds a matrix in panels to one row by row. */                                                                       \
  void notebook_add_unpacked_##REAL(const REAL *from, double *to, long rows, long columns);                               \
  /** Numbers column by column from panels, and back with zeros behind the last column. */                                \
  void notebook_get_columns_##REAL(const REAL *from, double *to, long rows, long columns);                                \
  void notebook_set_columns_##REAL(const double *from, REAL *to, long rows, long columns);

NOTEBOOK_MATRIX(float)
NOTEBOOK_MATRIX(double)

/// Calls `body(context, 0)` to `body(context, workers - 1)` at once, each in a thread of its own, and waits for all.
void notebook_in_parallel(int workers, void (*body)(void *context, int worker), void *context);

#endif
