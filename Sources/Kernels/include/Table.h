#ifndef NOTEBOOK_TABLE_H
#define NOTEBOOK_TABLE_H

/// Values by time, each of which stays until the next one comes. Times rise; of equal ones the last counts.
struct notebook_table {
  long count;
  /// Where there are values.
  double low, high;
  const double *times, *values;
};

/// The value at a time; not a number beyond the table.
double notebook_table_value(const struct notebook_table *table, double t);

#endif
