// Vectors of four numbers and fused multiplication: x86-64-v3.
#if defined(__x86_64__)
#define WIDTH 4
#define HAS_FMA 1
#pragma STDC FP_CONTRACT OFF
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "BlockLoop.h"
#include "LaneSteps.h"
#include "Generated/lanes.h"
#include "LaneTable.h"

LANE_TABLE(notebook_lanes_avx2)
#pragma clang attribute pop
#endif
