/* One pool of threads for everything: libgomp's, loaded with the first parallel loop. Without it loops run on one thread. */
#ifndef CK_THREADS_H
#define CK_THREADS_H
#include <stddef.h>
#include <stdint.h>

/* A loop body: items begin..<end, run by worker `thread` (0..<number of workers). */
typedef void (*ck_body)(void *context, int64_t begin, int64_t end, int thread);

/* Runs body over 0..<n in pieces of `grain` items, handed to the workers as they become free. The pieces depend on n and
   grain only, never on the number of workers. Runs on the calling thread alone when n <= grain, when called from inside a
   loop, and on threads that asked for it with ck_serial. */
void ck_parallel(ck_body body, void *context, int64_t n, int64_t grain);

/* The number of workers a loop may use: the affinity mask, the cgroup's CPU quota and OMP_NUM_THREADS, or what
   ck_set_threads last said. */
int ck_threads(void);
void ck_set_threads(int n);
/* The processors this process may run on by its affinity mask, and by the cgroup's quota (0: none). */
int ck_affinity_count(void);
int ck_quota_count(void);
/* 1: loops started by the calling thread run on it alone (background loaders). Returns the earlier setting. */
int ck_serial(int on);
/* fork(); the child ends with its parent. Only the calling thread goes on there: it must set ck_serial. */
int ck_fork(void);
/* 1 when the OpenMP runtime could be loaded (0 before the first use and where it is missing). */
int ck_openmp_loaded(void);
#endif
