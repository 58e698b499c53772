#include "Kernels.h"

#include <stddef.h>

const struct notebook_kernel *notebook_kernel_with(uint64_t fingerprint) {
  long low = 0, high = notebook_kernel_count;
  while (low < high) {
    long middle = (low + high) / 2;
    const struct notebook_kernel *kernel = &notebook_kernels[middle];
    if (kernel->fingerprint == fingerprint) return kernel;
    if (kernel->fingerprint < fingerprint) low = middle + 1; else high = middle;
  }
  return NULL;
}
