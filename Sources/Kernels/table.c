#include "Table.h"

#include <math.h>

double notebook_table_value(const struct notebook_table *table, double t) {
  if (!(t >= table->low && t <= table->high) || table->count == 0) return NAN;
  long low = 0, high = table->count;
  while (high - low > 1) {
    const long middle = (low + high) / 2;
    if (table->times[middle] <= t) low = middle; else high = middle;
  }
  return table->values[low];
}
