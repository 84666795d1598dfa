// This file holds the gnuplot process behind the C face.
//
// gnuplot-iostream would start it by popen, which succeeds without gnuplot, hides the process id and leaves standard error to the terminal.
// So the process is started here and the library's stream is given the pipe's end.

#include "CGnuplot.h"

#include <gnuplot-iostream.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;

struct cgnuplot {
    pid_t pid = -1;
    int in = -1;  // its standard input, our end; owned by `stream`
    int err = -1; // its standard error, our end
    std::unique_ptr<Gnuplot> stream;
    std::string words;
    bool dead = false;
};

namespace {

using Clock = std::chrono::steady_clock;

// Keeps SIGPIPE from this thread while it writes, without changing what the program does with the signal elsewhere.
class NoSigpipe {
    sigset_t pipe_, old_;
    bool pending_;
public:
    NoSigpipe() {
        sigset_t waiting;
        sigpending(&waiting);
        pending_ = sigismember(&waiting, SIGPIPE) == 1;
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &old_);
    }
    ~NoSigpipe() {
        if (!pending_) {
            timespec none = {0, 0};
            while (sigtimedwait(&pipe_, nullptr, &none) == -1 && errno == EINTR) {}
        }
        pthread_sigmask(SIG_SETMASK, &old_, nullptr);
    }
};

// Takes what is on standard error; false at its end.
bool drain(cgnuplot *g) {
    char buffer[4096];
    for (;;) {
        ssize_t n = read(g->err, buffer, sizeof buffer);
        if (n > 0) {
            // A gnuplot that repeats one error for every data line must not fill the memory.
            if (g->words.size() > 1u << 20) g->words.erase(1u << 16, g->words.size() - (1u << 17));
            g->words.append(buffer, size_t(n));
        } else if (n == 0) {
            return false;
        } else if (errno != EINTR) {
            return errno == EAGAIN;
        }
    }
}

double since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

} // namespace

extern "C" cgnuplot *cgnuplot_open(const char *command, int *error) {
    int in[2], err[2];
    if (pipe2(in, O_CLOEXEC) != 0) {
        *error = errno;
        return nullptr;
    }
    if (pipe2(err, O_CLOEXEC) != 0) {
        *error = errno;
        close(in[0]);
        close(in[1]);
        return nullptr;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // Its own group: Ctrl-C at the terminal is for us. Default signals: ours may be ignored or blocked.
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    // Numbers with a point whatever the user's locale; no display; text is UTF-8.
    std::vector<std::string> kept;
    for (char **e = environ; *e; e++) {
        if (strncmp(*e, "GNUTERM=", 8) == 0 || strncmp(*e, "LC_ALL=", 7) == 0 || strncmp(*e, "LC_NUMERIC=", 11) == 0) continue;
        kept.push_back(*e);
    }
    kept.push_back("LC_ALL=C.UTF-8");
    std::vector<char *> environment;
    for (auto &e : kept) environment.push_back(const_cast<char *>(e.c_str()));
    environment.push_back(nullptr);
    char quiet[] = "-d";
    char *arguments[] = {const_cast<char *>(command), quiet, nullptr};
    pid_t pid = -1;
    int failure = posix_spawnp(&pid, command, &actions, &attributes, arguments, environment.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(in[0]);
    close(err[1]);
    FILE *file = failure ? nullptr : fdopen(in[1], "w");
    if (!file) {
        *error = failure ? failure : errno;
        close(in[1]);
        close(err[0]);
        if (pid > 0) {
            kill(pid, SIGKILL);
            waitpid(pid, nullptr, 0);
        }
        return nullptr;
    }
    fcntl(err[0], F_SETFL, fcntl(err[0], F_GETFL) | O_NONBLOCK);
    auto *g = new cgnuplot;
    g->pid = pid;
    g->in = in[1];
    g->err = err[0];
    g->stream.reset(new Gnuplot(file));
    return g;
}

extern "C" int cgnuplot_send(cgnuplot *g, const char *bytes, size_t n, double seconds, const volatile sig_atomic_t *interrupt) {
    if (g->dead) return CGNUPLOT_DIED;
    NoSigpipe guard;
    auto last = Clock::now();
    while (n > 0) {
        pollfd fds[2] = {{g->in, POLLOUT, 0}, {g->err, POLLIN, 0}};
        int ready = poll(fds, 2, 50);
        if (interrupt && *interrupt) return CGNUPLOT_INTERRUPTED;
        if (ready < 0 && errno != EINTR) return CGNUPLOT_DIED;
        if (ready > 0) {
            if (fds[1].revents && !drain(g)) {
                g->dead = true;
                return CGNUPLOT_DIED;
            }
            if (fds[0].revents & (POLLERR | POLLHUP)) {
                drain(g);
                g->dead = true;
                return CGNUPLOT_DIED;
            }
            if (fds[0].revents & POLLOUT) {
                // A pipe that polls writable takes PIPE_BUF bytes without blocking.
                size_t k = n < 4096 ? n : 4096;
                bool failed = false;
                try {
                    g->stream->write(bytes, std::streamsize(k));
                    g->stream->flush();
                    failed = !g->stream->good();
                } catch (...) {
                    failed = true;
                }
                if (failed) {
                    drain(g);
                    g->dead = true;
                    return CGNUPLOT_DIED;
                }
                bytes += k;
                n -= k;
                last = Clock::now();
            }
        }
        if (since(last) > seconds) return CGNUPLOT_TIMEOUT;
    }
    return CGNUPLOT_OK;
}

extern "C" int cgnuplot_wait(cgnuplot *g, const char *marker, double seconds, const volatile sig_atomic_t *interrupt) {
    auto start = Clock::now();
    std::string line = std::string(marker) + "\n";
    for (;;) {
        size_t at = g->words.find(line);
        if (at != std::string::npos && (at == 0 || g->words[at - 1] == '\n')) {
            g->words.erase(at, line.size());
            return CGNUPLOT_OK;
        }
        if (g->dead) return CGNUPLOT_DIED;
        pollfd fd = {g->err, POLLIN, 0};
        poll(&fd, 1, 50);
        if (interrupt && *interrupt) return CGNUPLOT_INTERRUPTED;
        if (fd.revents && !drain(g)) g->dead = true;
        if (!g->dead && since(start) > seconds) return CGNUPLOT_TIMEOUT;
    }
}

extern "C" int cgnuplot_memory(const void *bytes, size_t n) {
    int fd = memfd_create("figure", MFD_CLOEXEC);
    if (fd < 0) return -1;
    const char *at = static_cast<const char *>(bytes);
    while (n > 0) {
        ssize_t w = write(fd, at, n);
        if (w < 0 && errno == EINTR) continue;
        if (w <= 0) {
            close(fd);
            return -1;
        }
        at += w;
        n -= static_cast<size_t>(w);
    }
    return fd;
}

extern "C" const char *cgnuplot_words(cgnuplot *g) { return g->words.c_str(); }
extern "C" void cgnuplot_clear(cgnuplot *g) { g->words.clear(); }
extern "C" pid_t cgnuplot_pid(const cgnuplot *g) { return g->pid; }

extern "C" void cgnuplot_close(cgnuplot *g, int kill_now) {
    if (!g) return;
    {
        NoSigpipe guard;
        if (kill_now) kill(g->pid, SIGKILL);
        g->stream.reset(); // closes the pipe: gnuplot ends at the end of its input
    }
    int status;
    for (int i = 0; i < 40; i++) {
        pid_t r = waitpid(g->pid, &status, WNOHANG);
        if (r == g->pid || (r < 0 && errno == ECHILD)) {
            g->pid = -1;
            break;
        }
        usleep(i < 10 ? 2000 : 10000);
    }
    if (g->pid > 0) {
        kill(g->pid, SIGKILL);
        while (waitpid(g->pid, &status, 0) < 0 && errno == EINTR) {}
    }
    close(g->err);
    delete g;
}
