#ifndef NOTEBOOK_LIBRARY_H
#define NOTEBOOK_LIBRARY_H

/// The C library that computes elementary functions, such as "glibc 2.39".
const char *notebook_c_library(void);

#endif
