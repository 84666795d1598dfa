/* This file wraps libedit. Signals: SIGINT ends the read; SIGWINCH and SIGTSTP are handled between characters, with the terminal as it was. */
#define _GNU_SOURCE
#include "CEdit.h"
#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static EditLine *el;
static History *hist;
static char *prompt_text;
static volatile sig_atomic_t resized, stopped;
extern volatile sig_atomic_t ck_interrupted;

#define MAX_ACTIONS 24
static ce_action actions[MAX_ACTIONS];
static int action_count;

#define TRAMPOLINE(n) static unsigned char call##n(EditLine *e, int key) { (void)e; return (unsigned char)actions[n](key); }
TRAMPOLINE(0) TRAMPOLINE(1) TRAMPOLINE(2) TRAMPOLINE(3) TRAMPOLINE(4) TRAMPOLINE(5) TRAMPOLINE(6) TRAMPOLINE(7)
TRAMPOLINE(8) TRAMPOLINE(9) TRAMPOLINE(10) TRAMPOLINE(11) TRAMPOLINE(12) TRAMPOLINE(13) TRAMPOLINE(14) TRAMPOLINE(15)
static unsigned char (*const trampolines[])(EditLine *, int) = {call0, call1, call2, call3, call4, call5, call6, call7, call8, call9, call10, call11, call12, call13, call14, call15};

static char *prompt(EditLine *e) { (void)e; return prompt_text ? prompt_text : (char *)""; }
static void on_winch(int s) { (void)s; resized = 1; }
static void on_stop(int s) { (void)s; stopped = 1; }

static void watch(int signal_number, void (*handler)(int)) {
    struct sigaction a;
    memset(&a, 0, sizeof a);
    a.sa_handler = handler;
    sigaction(signal_number, &a, NULL);
}

/* A byte, with resizing and suspension looked after. -1: end or interrupt. */
static int byte(int timeout_ms) {
    for (;;) {
        if (resized) { resized = 0; el_resize(el); el_set(el, EL_REFRESH); }
        if (stopped) {
            stopped = 0;
            el_set(el, EL_PREP_TERM, 0);
            fputs("\033[?2004l\n", stdout);
            fflush(stdout);
            signal(SIGTSTP, SIG_DFL);
            raise(SIGTSTP);
            watch(SIGTSTP, on_stop);
            el_set(el, EL_PREP_TERM, 1);
            fputs("\033[?2004h", stdout);
            fflush(stdout);
            el_resize(el);
            el_set(el, EL_REFRESH);
        }
        if (ck_interrupted) { errno = EINTR; return -1; }
        struct pollfd p = {0, POLLIN, 0};
        int ready = poll(&p, 1, timeout_ms);
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) return -1;
        unsigned char c;
        ssize_t n = read(0, &c, 1);
        if (n == 1) return c;
        if (n < 0 && errno == EINTR) continue;
        return -1;
    }
}

static int read_wide(EditLine *e, wchar_t *out) {
    (void)e;
    int c = byte(-1);
    if (c < 0) return ck_interrupted ? -1 : 0;
    int extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    wchar_t w = extra == 3 ? c & 7 : extra == 2 ? c & 15 : extra == 1 ? c & 31 : c;
    while (extra-- > 0) {
        int d = byte(-1);
        if (d < 0) return 0;
        w = w << 6 | (d & 63);
    }
    *out = w;
    return 1;
}

int ce_open(const char *program) {
    el = el_init(program, stdin, stdout, stderr);
    if (!el) return 0;
    hist = history_init();
    HistEvent ev;
    history(hist, &ev, H_SETSIZE, 100000);
    history(hist, &ev, H_SETUNIQUE, 0);
    el_set(el, EL_HIST, history, hist);
    el_set(el, EL_PROMPT, prompt);
    el_set(el, EL_EDITOR, "emacs");
    el_set(el, EL_SIGNAL, 0);
    /* Enter stays a carriage return, so that Ctrl-J is a key of its own. */
    el_set(el, EL_SETTY, "-d", "-icrnl", NULL);
    el_wset(el, EL_GETCFN, read_wide);
    watch(SIGWINCH, on_winch);
    watch(SIGTSTP, on_stop);
    return 1;
}

void ce_close(void) {
    if (hist) history_end(hist);
    if (el) el_end(el);
    hist = NULL;
    el = NULL;
}

void ce_set_prompt(const char *text) {
    free(prompt_text);
    prompt_text = strdup(text);
}

const char *ce_read(int *interrupted) {
    int count = 0;
    *interrupted = 0;
    fputs("\033[?2004h", stdout);
    fflush(stdout);
    const char *line = el_gets(el, &count);
    fputs("\033[?2004l", stdout);
    fflush(stdout);
    if (ck_interrupted) {
        ck_interrupted = 0;
        *interrupted = 1;
        el_reset(el);
        return NULL;
    }
    return count > 0 ? line : NULL;
}

void ce_bind(const char *key, const char *command) { el_set(el, EL_BIND, key, command, NULL); }
void ce_bind_vi_command(const char *key, const char *command) { el_set(el, EL_BIND, "-a", key, command, NULL); }
void ce_add(const char *name, const char *help, ce_action action) {
    if (action_count >= (int)(sizeof trampolines / sizeof *trampolines)) return;
    actions[action_count] = action;
    el_set(el, EL_ADDFN, name, help, trampolines[action_count]);
    action_count++;
}
int ce_is_vi(void) {
    const char *editor = NULL;
    el_get(el, EL_EDITOR, &editor);
    return editor && strcmp(editor, "vi") == 0;
}

static size_t utf8(char *out, const wchar_t *from, const wchar_t *to) {
    size_t n = 0;
    for (; from < to; from++) {
        unsigned c = (unsigned)*from;
        if (c < 0x80) out[n++] = (char)c;
        else if (c < 0x800) { out[n++] = (char)(0xC0 | c >> 6); out[n++] = (char)(0x80 | (c & 63)); }
        else if (c < 0x10000) { out[n++] = (char)(0xE0 | c >> 12); out[n++] = (char)(0x80 | (c >> 6 & 63)); out[n++] = (char)(0x80 | (c & 63)); }
        else { out[n++] = (char)(0xF0 | c >> 18); out[n++] = (char)(0x80 | (c >> 12 & 63)); out[n++] = (char)(0x80 | (c >> 6 & 63)); out[n++] = (char)(0x80 | (c & 63)); }
    }
    return n;
}

char *ce_line(size_t *cursor) {
    const LineInfoW *i = el_wline(el);
    char *out = malloc((size_t)(i->lastchar - i->buffer) * 4 + 1);
    size_t before = utf8(out, i->buffer, i->cursor);
    size_t all = before + utf8(out + before, i->cursor, i->lastchar);
    out[all] = 0;
    *cursor = before;
    return out;
}

static wchar_t *wide(const char *text, int *count) {
    size_t length = strlen(text);
    wchar_t *out = malloc((length + 1) * sizeof *out);
    int n = 0;
    for (size_t i = 0; i < length;) {
        unsigned char c = (unsigned char)text[i++];
        int extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
        wchar_t w = extra == 3 ? c & 7 : extra == 2 ? c & 15 : extra == 1 ? c & 31 : c;
        while (extra-- > 0 && i < length) w = w << 6 | ((unsigned char)text[i++] & 63);
        out[n++] = w;
    }
    out[n] = 0;
    *count = n;
    return out;
}

int ce_insert(const char *text) {
    int n;
    wchar_t *w = wide(text, &n);
    int failed = n > 0 ? el_winsertstr(el, w) : 0;
    free(w);
    return failed == 0;
}
void ce_delete(int n) { el_deletestr(el, n); }
void ce_move(int characters) { el_cursor(el, characters); }
void ce_replace(const char *text) {
    const LineInfoW *i = el_wline(el);
    el_cursor(el, (int)(i->lastchar - i->cursor));
    i = el_wline(el);
    int n = (int)(i->lastchar - i->buffer);
    if (n > 0) el_deletestr(el, n);
    ce_insert(text);
}
int ce_getc(int timeout_ms) { return byte(timeout_ms); }

void ce_add_history(const char *entry) {
    HistEvent ev;
    history(hist, &ev, H_ENTER, entry);
}
void ce_clear_history(void) {
    HistEvent ev;
    history(hist, &ev, H_CLEAR);
}
/* libedit's own end of a line does what an added command cannot: it goes below the text and ends it. */
void ce_accept(void) { el_wpush(el, L"\x1d"); }

void ce_source(void) { el_source(el, NULL); }
