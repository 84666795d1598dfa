/* C face of gnuplot-iostream: one gnuplot process, written through its stream, its standard error read back. */
#ifndef CGNUPLOT_H
#define CGNUPLOT_H
#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#ifdef __cplusplus
extern "C" {
#endif

typedef struct cgnuplot cgnuplot;

/* What a call came back with. */
enum cgnuplot_result {
    CGNUPLOT_OK = 0,
    CGNUPLOT_DIED = 1,        /* the process ended, or its pipe closed */
    CGNUPLOT_TIMEOUT = 2,     /* no progress within the time */
    CGNUPLOT_INTERRUPTED = 3, /* *interrupt became nonzero */
};

/* Starts `command` (looked up in PATH; no shell in between) in a process group of its own, with -d (no start-up files).
   NULL when it cannot run: *error is then an errno (ENOENT: not installed). */
cgnuplot *cgnuplot_open(const char *command, int *error);

/* Writes n bytes. Never raises SIGPIPE; waits at most `seconds` for gnuplot to take the next block; reads its standard error meanwhile.
   interrupt: polled when not NULL. */
int cgnuplot_send(cgnuplot *g, const char *bytes, size_t n, double seconds, const volatile sig_atomic_t *interrupt);

/* A file in memory with these n bytes: its descriptor, closed in programs that are started; -1 when there is no room. */
int cgnuplot_memory(const void *bytes, size_t n);

/* Waits until a line equal to `marker` has come on standard error. */
int cgnuplot_wait(cgnuplot *g, const char *marker, double seconds, const volatile sig_atomic_t *interrupt);

/* What came on standard error since the last clear (without the marker's line), NUL-terminated; owned by g. */
const char *cgnuplot_words(cgnuplot *g);
void cgnuplot_clear(cgnuplot *g);

pid_t cgnuplot_pid(const cgnuplot *g);

/* Closes the pipe, gives the process a moment to end by itself (kill_now: none), kills it otherwise, and reaps it. */
void cgnuplot_close(cgnuplot *g, int kill_now);

#ifdef __cplusplus
}
#endif
#endif
