#include "CoastLoop.h"

long notebook_coast(struct notebook_coast *coast, long most) {
  if (coast->compiled != NULL) return coast->compiled(coast, most);
  return notebook_coast_along(coast, most, coast->dimension, NULL, coast->y, coast->z);
}
