#include "Digits.h"

#include <stdio.h>

int notebook_print(char *buffer, unsigned long size, char kind, int precision, double value) {
  switch (kind) {
  case 'e': return snprintf(buffer, size, "%.*e", precision, value);
  case 'f': return snprintf(buffer, size, "%.*f", precision, value);
  default: return snprintf(buffer, size, "%.*g", precision, value);
  }
}
