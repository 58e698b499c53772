/// What is compiled for one width as a table.
#define LANE_TABLE(NAME)                                                      \
  const struct notebook_lane_table NAME = {                                   \
      lane_kernels, sizeof lane_kernels / sizeof lane_kernels[0], run_block};
