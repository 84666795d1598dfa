/* This file makes SIGINT reach the thread that runs cells: the kernel hands a signal to any thread, and a call that waits returns only in the thread that got it. */
#define _GNU_SOURCE
#include "CEdit.h"
#include "signals.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

extern volatile sig_atomic_t ck_interrupted;
int ce_wake[2] = {-1, -1};
static pthread_t target;
static volatile sig_atomic_t has_target;

void ce_wake_up(void) {
    int saved = errno;
    if (ce_wake[1] >= 0) (void)!write(ce_wake[1], "", 1);
    errno = saved;
}

static void on_interrupt(int s) {
    if (has_target && !pthread_equal(pthread_self(), target)) {
        /* Once only: the second handler runs in the target. */
        ck_interrupted = 1;
        pthread_kill(target, s);
        return;
    }
    ck_interrupted = 1;
    ce_wake_up();
}

void ce_handle(int signal_number, void (*handler)(int)) {
    struct sigaction a;
    memset(&a, 0, sizeof a);
    a.sa_handler = handler;
    /* No SA_RESTART: a blocking call returns at once. */
    sigaction(signal_number, &a, NULL);
}

void ce_watch_interrupts(void) {
    if (ce_wake[0] < 0 && pipe2(ce_wake, O_CLOEXEC | O_NONBLOCK) != 0) ce_wake[0] = ce_wake[1] = -1;
    ce_handle(SIGINT, on_interrupt);
    sigset_t s;
    sigemptyset(&s);
    sigaddset(&s, SIGINT);
    pthread_sigmask(SIG_UNBLOCK, &s, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void ce_interrupt_here(void) {
    target = pthread_self();
    has_target = 1;
}

void ce_request_interrupt(void) {
    ck_interrupted = 1;
    if (has_target) pthread_kill(target, SIGINT);
}

void ce_drain(void) {
    char b[64];
    while (ce_wake[0] >= 0 && read(ce_wake[0], b, sizeof b) > 0) {}
}

int ce_wait(int fd, int timeout_ms) {
    for (;;) {
        if (ck_interrupted) return -1;
        struct pollfd p[2] = {{fd, POLLIN, 0}, {ce_wake[0], POLLIN, 0}};
        int n = poll(p, ce_wake[0] >= 0 ? 2 : 1, timeout_ms);
        if (n == 0) return 0;
        if (n < 0) {
            if (errno == EINTR) continue;
            return 1;
        }
        if (p[1].revents) ce_drain();
        if (ck_interrupted) return -1;
        if (p[0].revents) return 1;
    }
}
