#ifndef NOTEBOOK_DIGITS_H
#define NOTEBOOK_DIGITS_H

/// Writes the value as the C library's `%.*e`, `%.*f` or `%.*g` does, by `kind`. Gives how many characters that takes.
///
/// Swift calls `vsnprintf` only through a list of boxed arguments, which costs more than the digits themselves.
int notebook_print(char *buffer, unsigned long size, char kind, int precision, double value);

#endif
