#include "Matrix.h"

#include <pthread.h>

enum { most_workers = 64 };

struct task {
  void (*body)(void *context, int worker);
  void *context;
  int worker;
};

static void *run(void *pointer) {
  const struct task *task = pointer;
  task->body(task->context, task->worker);
  return 0;
}

// Worker 0 is the calling thread. A thread that the system refuses has its part done by the caller: slower, not wrong.
void notebook_in_parallel(int workers, void (*body)(void *context, int worker), void *context) {
  pthread_t threads[most_workers];
  struct task tasks[most_workers];
  int started[most_workers];
  if (workers > most_workers) workers = most_workers;
  for (int worker = 1; worker < workers; worker++) {
    tasks[worker] = (struct task){body, context, worker};
    started[worker] = pthread_create(&threads[worker], 0, run, &tasks[worker]) == 0;
  }
  body(context, 0);
  for (int worker = 1; worker < workers; worker++) {
    if (started[worker]) pthread_join(threads[worker], 0);
    else body(context, worker);
  }
}
