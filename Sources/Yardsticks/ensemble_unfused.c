// The same with a product and a sum as two roundings, as every machine has them.
#pragma STDC FP_CONTRACT OFF
#define NAME yardstick_ensemble_unfused
#include "ensemble.c"
