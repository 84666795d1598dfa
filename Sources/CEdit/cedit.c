/* This file wraps libedit's editor: opening, reading, keys, the text under edit. What is drawn beside the text stands in screen.c. */
#define _GNU_SOURCE
#include "CEdit.h"
#include "screen.h"
#include "signals.h"
#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

EditLine *ce_el;
#define el ce_el
static History *hist;
static char *prompt_text;
static int has_paste;
static volatile sig_atomic_t resized, stopped, ending;
extern volatile sig_atomic_t ck_interrupted;

#define MAX_ACTIONS 32
static ce_action actions[MAX_ACTIONS];
static int action_count;

#define T(n) static unsigned char call##n(EditLine *e, int key) { (void)e; return (unsigned char)actions[n](key); }
T(0) T(1) T(2) T(3) T(4) T(5) T(6) T(7) T(8) T(9) T(10) T(11) T(12) T(13) T(14) T(15)
T(16) T(17) T(18) T(19) T(20) T(21) T(22) T(23) T(24) T(25) T(26) T(27) T(28) T(29) T(30) T(31)
static unsigned char (*const trampolines[MAX_ACTIONS])(EditLine *, int) = {
    call0, call1, call2, call3, call4, call5, call6, call7, call8, call9, call10, call11, call12, call13, call14, call15,
    call16, call17, call18, call19, call20, call21, call22, call23, call24, call25, call26, call27, call28, call29, call30, call31};

static char *prompt(EditLine *e) { (void)e; return ce_margin == 0 && prompt_text ? prompt_text : (char *)""; }
static void on_winch(int s) { (void)s; resized = 1; ce_wake_up(); }
static void on_stop(int s) { (void)s; stopped = 1; ce_wake_up(); }
static void on_end(int s) { ending = s; ce_wake_up(); }

static void paste_mode(int on) {
    if (has_paste) ce_print(on ? "\033[?2004h" : "\033[?2004l");
}

/* Keys read ahead, taken before new ones. */
static int unread[8192];
static int unread_count;
void ce_unget(int byte) {
    if (unread_count < (int)(sizeof unread / sizeof *unread)) unread[unread_count++] = byte;
}

static void signals_while_reading(int on) {
    ce_handle(SIGWINCH, on ? on_winch : SIG_DFL);
    ce_handle(SIGTSTP, on ? on_stop : SIG_DFL);
    ce_handle(SIGTERM, on ? on_end : SIG_DFL);
    ce_handle(SIGHUP, on ? on_end : SIG_DFL);
    ce_handle(SIGQUIT, on ? SIG_IGN : SIG_DFL);
}

/* A signal that waits until the terminal is as it was before. */
static void attend(void) {
    if (resized) {
        resized = 0;
        ce_screen_resized();
    }
    if (stopped) {
        stopped = 0;
        paste_mode(0);
        el_set(el, EL_PREP_TERM, 0);
        ce_end_text("\n");
        signal(SIGTSTP, SIG_DFL);
        kill(getpid(), SIGTSTP);
        /* The stop comes to this thread, or to another one a moment later. */
        usleep(1000);
        ce_handle(SIGTSTP, on_stop);
        el_set(el, EL_PREP_TERM, 1);
        paste_mode(1);
        ce_screen_again();
    }
    if (ending) {
        int s = ending;
        paste_mode(0);
        el_set(el, EL_PREP_TERM, 0);
        ce_end_text("\n");
        signal(s, SIG_DFL);
        raise(s);
        _exit(128 + s);
    }
}

/* A byte, with resizing and suspension looked after. -1: end, interrupt or time. */
static int byte(int timeout_ms) {
    if (unread_count > 0) return unread[--unread_count];
    for (;;) {
        attend();
        if (ck_interrupted) { errno = EINTR; return -1; }
        struct pollfd p[2] = {{0, POLLIN, 0}, {ce_wake[0], POLLIN, 0}};
        int ready = poll(p, ce_wake[0] >= 0 ? 2 : 1, timeout_ms);
        if (ready == 0) return -1;
        if (ready < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        if (p[1].revents) {
            ce_drain();
            continue;
        }
        unsigned char c;
        ssize_t n = read(0, &c, 1);
        if (n == 1) return c;
        if (n < 0 && errno == EINTR) continue;
        return -1;
    }
}
int ce_getc(int timeout_ms) { return byte(timeout_ms); }

static const struct { const char *sequence; int key; } specials[] = {
    {"[A", CE_UP}, {"OA", CE_UP}, {"[B", CE_DOWN}, {"OB", CE_DOWN}, {"[C", CE_RIGHT}, {"OC", CE_RIGHT}, {"[D", CE_LEFT}, {"OD", CE_LEFT},
    {"[H", CE_HOME}, {"OH", CE_HOME}, {"[1~", CE_HOME}, {"[7~", CE_HOME}, {"[F", CE_END}, {"OF", CE_END}, {"[4~", CE_END}, {"[8~", CE_END},
    {"[3~", CE_DELETE}, {"[1;5C", CE_WORD_RIGHT}, {"[1;5D", CE_WORD_LEFT}, {"[1;3C", CE_WORD_RIGHT}, {"[1;3D", CE_WORD_LEFT}, {"Oc", CE_WORD_RIGHT}, {"Od", CE_WORD_LEFT},
    {"[1;5H", CE_FIRST}, {"[1;5F", CE_LAST}, {"[3;5~", CE_DELETE_WORD}, {"\r", CE_ALT_ENTER}, {"\n", CE_ALT_ENTER}, {"[200~", CE_PASTE},
};
static int special, capturing, is_first;
static unsigned ignored_specials;
int ce_special(void) { return special; }
void ce_capture(int on) { capturing = on; }
void ce_ignore_special(int key) { ignored_specials |= 1u << key; }

/* After an Escape: a sequence that is known becomes its key; anything else is left for libedit. The bytes of one key press come together. */
static int decode(void) {
    char got[16];
    int n = 0;
    for (;;) {
        int c = byte(n == 0 ? 40 : 200);
        if (c < 0) break;
        got[n++] = (char)c;
        got[n] = 0;
        int prefix = 0;
        for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
            if (ignored_specials >> specials[i].key & 1) continue;
            if (strcmp(specials[i].sequence, got) == 0) return specials[i].key;
            if (strncmp(specials[i].sequence, got, (size_t)n) == 0) prefix = 1;
        }
        if (!prefix || n >= (int)sizeof got - 1) break;
    }
    while (n > 0) ce_unget((unsigned char)got[--n]);
    return 0;
}

/* What was typed while a cell ran came through the terminal's line mode, which makes Enter a line feed: here it is an Enter again. */
static void take_typed_ahead(void) {
    static unsigned char typed[4096];
    size_t n = 0;
    struct pollfd p = {0, POLLIN, 0};
    while (n < sizeof typed && poll(&p, 1, 0) > 0 && p.revents & POLLIN) {
        ssize_t got = read(0, typed + n, sizeof typed - n);
        if (got <= 0) break;
        n += (size_t)got;
    }
    while (n-- > 0) ce_unget(typed[n] == '\n' ? '\r' : typed[n]);
}

static int read_wide(EditLine *e, wchar_t *out) {
    (void)e;
    if (is_first) {
        is_first = 0;
        take_typed_ahead();
    }
    ce_screen_paint();
    int c = byte(-1);
    ce_screen_unstatus();
    if (c < 0) {
        if (!ck_interrupted) return 0;
        /* The text that is given up stays on the screen, marked. */
        ce_end_text("^C\n");
        return -1;
    }
    if (capturing) {
        ce_unget(c);
        *out = 0x1F;
        return 1;
    }
    if (c == 27 && (special = decode()) != 0) {
        *out = 0x1E;
        return 1;
    }
    int extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    wchar_t w = extra == 3 ? c & 7 : extra == 2 ? c & 15 : extra == 1 ? c & 31 : c;
    /* A byte that begins no character. */
    if (c >= 0x80 && c < 0xC0) w = 0xFFFD;
    while (extra-- > 0) {
        int d = byte(200);
        if (d < 0) break;
        if ((d & 0xC0) != 0x80) {
            ce_unget(d);
            w = 0xFFFD;
            break;
        }
        w = w << 6 | (d & 63);
    }
    *out = w;
    return 1;
}

int ce_open(const char *program) {
    FILE *out = ce_screen_stream();
    if (!out) return 0;
    el = el_init_fd(program, stdin, out, stderr, 0, 1, 2);
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
    el_set(el, EL_SETTY, "-d", "-icrnl", "-inlcr", NULL);
    el_wset(el, EL_GETCFN, read_wide);
    const char *term = getenv("TERM");
    has_paste = term && *term && strcmp(term, "dumb") != 0;
    ce_screen_open(has_paste);
    return 1;
}

void ce_close(void) {
    if (hist) history_end(hist);
    if (el) el_end(el);
    hist = NULL;
    el = NULL;
}

void ce_set_prompt(const char *first, const char *next, int width) {
    free(prompt_text);
    prompt_text = strdup(first);
    ce_screen_prompts(first, next, width);
}

const char *ce_read(int *interrupted) {
    int count = 0;
    *interrupted = 0;
    resized = 0;
    capturing = 0;
    is_first = 1;
    signals_while_reading(1);
    ce_screen_begin();
    paste_mode(1);
    const char *line = el_gets(el, &count);
    paste_mode(0);
    ce_screen_end();
    signals_while_reading(0);
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
    if (action_count >= MAX_ACTIONS) return;
    actions[action_count] = action;
    el_set(el, EL_ADDFN, name, help, trampolines[action_count]);
    action_count++;
}
int ce_is_vi(void) {
    const char *editor = NULL;
    el_get(el, EL_EDITOR, &editor);
    return editor && strcmp(editor, "vi") == 0;
}
void ce_set_vi(int vi) { el_set(el, EL_EDITOR, vi ? "vi" : "emacs"); }

void ce_line_of_settings(const char *line) {
    Tokenizer *t = tok_init(NULL);
    int count;
    const char **words;
    if (tok_str(t, line, &count, &words) == 0 && count > 0) el_parse(el, count, words);
    tok_end(t);
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
void ce_delete(int n) { if (n > 0) el_deletestr(el, n); }
void ce_move(int characters) { el_cursor(el, characters); }
void ce_replace(const char *text) {
    const LineInfoW *i = el_wline(el);
    el_cursor(el, (int)(i->lastchar - i->cursor));
    i = el_wline(el);
    int n = (int)(i->lastchar - i->buffer);
    if (n > 0) el_deletestr(el, n);
    ce_insert(text);
}

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
