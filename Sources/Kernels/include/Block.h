#ifndef NOTEBOOK_BLOCK_H
#define NOTEBOOK_BLOCK_H

#include "Program.h"

#include <stdint.h>

/// How many copies of a system a block holds: registers of a usual model stay in the first-level cache.
enum { notebook_lanes = 128 };

/// One step of a program; `operation` is the raw value of the Swift enumeration `Operation`.
struct notebook_block_step {
  uint32_t operation, target, a, b, c;
  /// How the step gets its result; beside that of the step before it stands b.
  enum notebook_code code;
  /// Whether the result is read from its register, and not by the next step alone.
  int is_kept;
  /// Of a look into a table.
  const struct notebook_table *table;
};

/// Runs the steps on `notebook_lanes` lanes at once. Register r of lane l is `registers[r * notebook_lanes + l]`.
///
/// Each lane gets the bits that the scalar machine gives: the same operations in the same order, never contracted.
void notebook_block_run(const struct notebook_block_step *steps, long count, double *registers);

/// Runs one step of any operation on the first `lanes` lanes.
void notebook_block_step_run(const struct notebook_block_step *step, long lanes, double *registers);

#endif
