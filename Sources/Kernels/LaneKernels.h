#ifndef NOTEBOOK_LANE_KERNELS_H
#define NOTEBOOK_LANE_KERNELS_H

#include "Lanes.h"

/// The runs of one right-hand side, by method.
struct notebook_lane_kernel {
  uint64_t fingerprint;
  notebook_lane_run runs[notebook_method_count];
};

/// What is compiled for one width of vectors: right-hand sides, and the machine for all others.
struct notebook_lane_table {
  const struct notebook_lane_kernel *kernels;
  long count;
  void (*run_block)(const struct notebook_block_step *steps, long count, double *registers);
};

extern const struct notebook_lane_table notebook_lanes_default, notebook_lanes_avx2, notebook_lanes_avx512;

#endif
