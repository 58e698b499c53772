#include "Library.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#include <stdio.h>
const char *notebook_c_library(void) {
  static char name[64];
  snprintf(name, sizeof name, "glibc %s", gnu_get_libc_version());
  return name;
}
#elif defined(__APPLE__)
const char *notebook_c_library(void) { return "Darwin"; }
#else
const char *notebook_c_library(void) { return "another C library"; }
#endif
