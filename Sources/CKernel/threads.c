/* This file defines the thread pool. */
#define _GNU_SOURCE
#include "include/ck_threads.h"
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <signal.h>

static void (*gomp_parallel)(void (*)(void *), void *, unsigned, unsigned);
static int (*gomp_thread)(void);
static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_int chosen;
static _Thread_local int serial, inside;

static void load(void) {
    /* The default spin of an idle worker (milliseconds) starves whatever else runs on the processor: the data loader here.
       Short enough to survive the gaps between two loops of one step. What the user set rules. */
    int ours = !getenv("OMP_WAIT_POLICY") && !getenv("GOMP_SPINCOUNT");
    if (ours) setenv("GOMP_SPINCOUNT", "20000", 0);
    void *h = dlopen("libgomp.so.1", RTLD_NOW | RTLD_GLOBAL);
    if (ours) unsetenv("GOMP_SPINCOUNT");
    if (!h) return;
    gomp_thread = (int (*)(void))dlsym(h, "omp_get_thread_num");
    void *p = dlsym(h, "GOMP_parallel");
    if (gomp_thread) gomp_parallel = (void (*)(void (*)(void *), void *, unsigned, unsigned))p;
}

int ck_openmp_loaded(void) { return gomp_parallel != NULL; }

int ck_affinity_count(void) {
    cpu_set_t *set;
    for (int size = 1024; size <= 65536; size *= 2) {
        set = CPU_ALLOC(size);
        if (!set) return 1;
        size_t bytes = CPU_ALLOC_SIZE(size);
        int ok = sched_getaffinity(0, bytes, set) == 0;
        int n = ok ? CPU_COUNT_S(bytes, set) : 0;
        CPU_FREE(set);
        if (ok) return n > 0 ? n : 1;
    }
    return 1;
}

static double quota_of(const char *path, int v2) {
    FILE *f = fopen(path, "r");
    if (!f) return 0;
    double quota = 0, period = 0;
    if (v2) {
        if (fscanf(f, "%lf %lf", &quota, &period) != 2) quota = 0; /* "max 100000" */
    } else if (fscanf(f, "%lf", &quota) != 1) {
        quota = 0;
    }
    fclose(f);
    if (!v2 && quota > 0) {
        char other[600];
        snprintf(other, sizeof other, "%s", path);
        char *at = strstr(other, "cpu.cfs_quota_us");
        if (!at) return 0;
        strcpy(at, "cpu.cfs_period_us");
        f = fopen(other, "r");
        if (!f) return 0;
        if (fscanf(f, "%lf", &period) != 1) period = 0;
        fclose(f);
    }
    return quota > 0 && period > 0 ? quota / period : 0;
}

int ck_quota_count(void) {
    /* The tightest quota on the way from this process's group to the root. */
    double best = 0;
    char line[512], path[600];
    FILE *f = fopen("/proc/self/cgroup", "r");
    if (!f) return 0;
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = 0;
        int v2 = strncmp(line, "0::", 3) == 0;
        char *colon = strchr(line, ':');
        char *group = colon ? strchr(colon + 1, ':') : NULL;
        if (!group) continue;
        *group++ = 0;
        if (!v2 && !strstr(colon + 1, "cpu")) continue;
        if (!v2 && strstr(colon + 1, "cpuset")) continue;
        for (;;) {
            if (v2) snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", strcmp(group, "/") ? group : "");
            else snprintf(path, sizeof path, "/sys/fs/cgroup/cpu%s/cpu.cfs_quota_us", strcmp(group, "/") ? group : "");
            double q = quota_of(path, v2);
            if (q > 0 && (best == 0 || q < best)) best = q;
            char *slash = strrchr(group, '/');
            if (!slash || !group[0] || !strcmp(group, "/")) break;
            if (slash == group) slash[1] = 0; else *slash = 0;
        }
    }
    fclose(f);
    if (best <= 0) return 0;
    int n = (int)(best + 0.5);
    return n < 1 ? 1 : n;
}

int ck_threads(void) {
    int n = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (n > 0) return n;
    n = ck_affinity_count();
    int quota = ck_quota_count();
    if (quota > 0 && quota < n) n = quota;
    const char *user = getenv("OMP_NUM_THREADS");
    if (user && atoi(user) > 0) n = atoi(user);
    if (n > 512) n = 512;
    atomic_store(&chosen, n);
    return n;
}

void ck_set_threads(int n) { atomic_store(&chosen, n < 1 ? 1 : n > 512 ? 512 : n); }

int ck_fork(void) {
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(0); /* it ended in between */
    }
    return child;
}

int ck_serial(int on) {
    int before = serial;
    serial = on;
    return before;
}

struct loop {
    ck_body body;
    void *context;
    int64_t n, grain;
    atomic_llong next;
};

static void work(void *p) {
    struct loop *l = p;
    int thread = gomp_thread();
    int before = inside;
    inside = 1;
    for (;;) {
        int64_t at = atomic_fetch_add_explicit(&l->next, l->grain, memory_order_relaxed);
        if (at >= l->n) break;
        l->body(l->context, at, at + l->grain < l->n ? at + l->grain : l->n, thread);
    }
    inside = before;
}

void ck_parallel(ck_body body, void *context, int64_t n, int64_t grain) {
    if (n <= 0) return;
    if (grain < 1) grain = 1;
    int64_t pieces = (n - 1) / grain + 1;
    int threads = serial || inside || pieces < 2 ? 1 : ck_threads();
    if (threads > pieces) threads = (int)pieces;
    if (threads > 1) {
        pthread_once(&once, load);
        if (gomp_parallel) {
            struct loop l = {body, context, n, grain, 0};
            gomp_parallel(work, &l, (unsigned)threads, 0);
            return;
        }
    }
    int before = inside;
    inside = 1;
    for (int64_t at = 0; at < n; at += grain) body(context, at, at + grain < n ? at + grain : n, 0);
    inside = before;
}
