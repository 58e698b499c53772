// Vectors of eight numbers: x86-64-v4.
#if defined(__x86_64__)
#define WIDTH 8
#define HAS_FMA 1
#pragma STDC FP_CONTRACT OFF
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,avx2,fma"))), apply_to = function)
#include "BlockLoop.h"
#include "LaneSteps.h"
#include "Generated/lanes.h"
#include "LaneTable.h"

LANE_TABLE(notebook_lanes_avx512)
#pragma clang attribute pop
#endif
