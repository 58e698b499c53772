#ifndef NOTEBOOK_LANES_H
#define NOTEBOOK_LANES_H

#include "Block.h"
#include "Explicit.h"
#include "Kernels.h"

/// A spike of one lane.
struct notebook_lane_event {
  double time;
  int32_t lane;
};

/// Compiled lanes of a block: so many that in a usual step some of them cross their thresholds, which are located together in
/// columns of their own behind the others. Rows begin at an odd multiple of 64 bytes from each other: at the same last 12 bits of
/// addresses, what is stored in one slows loads from others down.
enum { notebook_wide_lanes = 4096, notebook_waiting_lanes = 128, notebook_wide_row = notebook_wide_lanes + notebook_waiting_lanes + 72 };

/// Numbers of a group of vectors, for each state twice: what a step of compiled lanes has room for between its stages.
enum { notebook_lane_work = 2 * 64 };

/// Lanes that wait to be located: number i has its states, values and threshold in column `notebook_wide_lanes + i`.
struct notebook_waiting {
  long count;
  /// The values that are not the same in all lanes, bit by bit; the columns have the others once and for all.
  uint64_t varying;
  long lanes[notebook_waiting_lanes];
};

/// Copies of one system that differ in numbers alone, taking whole steps together by an explicit method, with at most one
/// threshold whose crossing sets states.
///
/// Quantity i of lane l stands at `i * row + l`. Every lane gets the bits that a solve of its own gives; a lane
/// in which something happens that these loops do not know is marked as lost, and is solved by itself.
struct notebook_lanes {
  /// Lanes in use; rows are `row` long whatever it is: `notebook_wide_row` for compiled lanes, `notebook_lanes` for programs.
  long active, row;
  long dimension;
  double *states;
  /// Where compiled lanes whose thresholds are located had been before the present step, and where they come after it. The three
  /// are changed around after each step.
  double *before, *next;
  /// Room for the stages of a step of compiled lanes: `notebook_lane_work` numbers for each state. Where it begins matters: what is stored in
  /// it slows loads down from addresses that end in the same 12 bits.
  double *work;

  // The equations: compiled lanes with their values and the reciprocals of these, or a program on blocks of registers.
  double *values, *reciprocals;
  /// A program has its steps once for each stage, `program_count` each: the first stage's read `states`, which stand behind the
  /// registers as the slopes of all stages do, and the others' read the first registers.
  const struct notebook_block_step *program;
  long program_count;
  double *registers, *slopes;

  // One lane alone: a compiled step with the values of each lane side by side, or the method with registers to load.
  notebook_step step;
  const double *lane_values;
  long value_count;
  const struct notebook_explicit *method;
  double *lane_registers;
  long register_count;
  /// What evaluating a step once more from the same point costs.
  long retry_cost;

  // Time: the step that is taken from `first` at count 0, and from start + (index + i) * h at count i, ends at
  // start + (index + i + 1) * h, but the last one at `last`.
  double start, h, first, last;
  long index, count;

  // The threshold: the margin is sign * (state[watched] - threshold), and the event is there where it is at least 0 (above 0
  // where it is strict). Sign is 0 where nothing is watched.
  double sign;
  long watched;
  double *thresholds;
  int is_strict, is_located;
  /// The watched state at the point before the present one. It is not a number where the step between them was no whole one:
  /// then `held` has the margin there, and `held_step` the step.
  double *previous, *held, *held_step;

  /// Null for programs, whose lanes are located one by one.
  struct notebook_waiting *waiting;

  // The jump: a program whose registers are loaded from those of the lane.
  const struct notebook_program *jump;
  double *jump_registers;
  const double *lane_jump_registers;
  long jump_register_count;
  const long *targets;
  long target_count;
  double *jump_results;
  /// Where the jump sets states to values, or adds values to them: these, a row for each state, and -1 for states that are added
  /// to. Else null.
  const double *jump_values;
  const long *jump_adds;

  // What comes of it.
  struct notebook_lane_event *events;
  long event_count, event_capacity;
  /// Steps and evaluations beyond those that all lanes take.
  long *extra_steps, *extra_evaluations;
  unsigned char *lost;
};

/// Takes `count` whole steps in all lanes.
typedef void (*notebook_lane_run)(struct notebook_lanes *lanes);

/// The compiled run of a kernel's method for this processor, or null.
notebook_lane_run notebook_lane_run_of(uint64_t fingerprint, enum notebook_method method);

/// The same for a program, by the method in `lanes`.
void notebook_lanes_run_program(struct notebook_lanes *lanes);

/// Whether all lanes in use have the same values, but for those with their bit in `inputs`; and the values with their bit in
/// `divisors` have no more than 50 binary digits. The first `count` values are looked at.
int notebook_lanes_share(const struct notebook_lanes *lanes, long count, uint64_t inputs, uint64_t divisors);

/// Looks at the lanes from `first` on that have their bit in `noticed` after step `s` from `states` to `next`, where events are
/// located; what happened changes `next`. `previous` has the watched states before `states`.
void notebook_lanes_look(struct notebook_lanes *lanes, long s, long first, uint64_t noticed, const double *previous);

/// Takes the jump after step `s` on the grid in the lanes from `first` on that have their bit in `due`.
void notebook_lanes_jump(struct notebook_lanes *lanes, long s, long first, uint64_t due);

void notebook_lanes_free_events(struct notebook_lanes *lanes);

#endif
