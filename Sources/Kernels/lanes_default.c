// Vectors that every processor of the kind has: SSE2 on x86-64, NEON on arm64.
#define WIDTH 2
#if defined(__aarch64__)
#define HAS_FMA 1
#else
#define HAS_FMA 0
#endif
#pragma STDC FP_CONTRACT OFF
#include "BlockLoop.h"
#include "LaneSteps.h"
#include "Generated/lanes.h"
#include "LaneTable.h"

LANE_TABLE(notebook_lanes_default)
