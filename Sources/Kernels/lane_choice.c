#include "LaneKernels.h"

#include <stddef.h>

static const struct notebook_lane_table *table(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("fma"))
    return &notebook_lanes_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &notebook_lanes_avx2;
#endif
  return &notebook_lanes_default;
}

notebook_lane_run notebook_lane_run_of(uint64_t fingerprint, enum notebook_method method) {
  const struct notebook_lane_table *lanes = table();
  for (long i = 0; i < lanes->count; i++) {
    if (lanes->kernels[i].fingerprint == fingerprint) return lanes->kernels[i].runs[method];
  }
  return NULL;
}

void notebook_block_run(const struct notebook_block_step *steps, long count, double *registers) {
  table()->run_block(steps, count, registers);
}
