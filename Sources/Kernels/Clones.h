#ifndef NOTEBOOK_CLONES_H
#define NOTEBOOK_CLONES_H

/// A function compiled once for each width of vectors; the loader takes the one that the processor has.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

#endif
