/* This file draws what libedit cannot: a prompt before every line of a text, and lines below it.

   libedit knows one prompt, before the first line. So it is told of a terminal that is narrower by the prompt's width and has no prompt at all; every return to
   column 0 that it prints is followed by a move past the margin, and the prompts are drawn there before each key. For that to hold it must neither rely on the
   terminal's wrapping at the right edge ("am") nor address columns ("ch"). */
#define _GNU_SOURCE
#include "CEdit.h"
#include "screen.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

int ce_margin;
static int can_move;
static char *first_prompt, *next_prompt;
static int wanted_margin;
static char *status_text;
static int status_lines;
/* The terminal's size, and the width that is left for text. */
static int columns = 80, rows = 24;

#define MAX_ROWS 1024
/* Where the text stands: its rows, which of them begin a line of it, the cursor. */
typedef struct {
    int count, cursor_row, cursor_column, shown_from;
    char begins[MAX_ROWS];
    int widths[MAX_ROWS];
} Layout;
static Layout now, painted;
static int is_painted, is_told;

static void put(const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t w = write(1, bytes, n);
        if (w <= 0) return;
        bytes += w;
        n -= (size_t)w;
    }
}
void ce_print(const char *text) { put(text, strlen(text)); }
static void move(int n, char how) {
    char b[32];
    if (n <= 0) return;
    put(b, (size_t)snprintf(b, sizeof b, "\033[%d%c", n, how));
}

/* What libedit prints: column 0 is the margin's end. */
static ssize_t filter(void *cookie, const char *bytes, size_t n) {
    (void)cookie;
    if (ce_margin == 0) {
        put(bytes, n);
        return (ssize_t)n;
    }
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != '\r' && bytes[i] != '\n') continue;
        put(bytes + from, i + 1 - from);
        move(ce_margin, 'C');
        from = i + 1;
    }
    put(bytes + from, n - from);
    return (ssize_t)n;
}

static FILE *stream;
FILE *ce_screen_stream(void) {
    if (!stream) {
        cookie_io_functions_t f = {.write = filter};
        stream = fopencookie(NULL, "w", f);
        if (stream) setvbuf(stream, NULL, _IOFBF, 1 << 14);
    }
    return stream;
}

static void measure(void) {
    struct winsize w;
    columns = 80;
    rows = 24;
    if (ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 && w.ws_row > 0) {
        columns = w.ws_col;
        rows = w.ws_row;
    }
    /* A margin needs a terminal that moves its cursor, and room. */
    ce_margin = can_move && columns >= wanted_margin + 16 ? wanted_margin : 0;
}
/* libedit asks the terminal for its size when a read begins, so it is told at the first key. */
static void tell_size(void) {
    char co[16], li[16];
    snprintf(co, sizeof co, "%d", columns - ce_margin);
    snprintf(li, sizeof li, "%d", rows);
    el_set(ce_el, EL_SETTC, "co", co, NULL);
    el_set(ce_el, EL_SETTC, "li", li, NULL);
}
int ce_columns(void) { return columns; }
int ce_rows(void) { return rows; }

void ce_screen_open(int has_cursor_movement) {
    can_move = has_cursor_movement;
    if (can_move) {
        el_set(ce_el, EL_SETTC, "am", "no", NULL);
        el_set(ce_el, EL_SETTC, "ch", "", NULL);
    }
}

void ce_screen_prompts(const char *first, const char *next, int width) {
    free(first_prompt);
    free(next_prompt);
    first_prompt = strdup(first);
    next_prompt = strdup(next);
    wanted_margin = width;
}

/* As libedit lays a text out. */
static void lay_out(Layout *l) {
    const LineInfoW *i = el_wline(ce_el);
    int width = columns - ce_margin, row = 0, column = 0;
    memset(l->begins, 0, sizeof l->begins);
    l->begins[0] = 1;
    l->cursor_row = -1;
#define NEXT_ROW(hard) do { if (row < MAX_ROWS) l->widths[row] = column; row++; column = 0; if (row < MAX_ROWS) l->begins[row] = hard; } while (0)
    for (const wchar_t *p = i->buffer; p < i->lastchar; p++) {
        int w = *p == L'\t' ? 8 - column % 8 : *p < 32 || *p == 127 ? 2 : wcwidth(*p);
        if (*p != L'\n' && w < 0) w = *p > 0xFFFF ? 8 : 7;
        if (p == i->cursor) {
            l->cursor_row = row;
            l->cursor_column = column;
            if (*p != L'\n' && w > 1 && column + w > width) {
                l->cursor_row++;
                l->cursor_column = 0;
            }
        }
        if (*p == L'\n') {
            NEXT_ROW(1);
            continue;
        }
        if (w > 1 && *p >= 128 && column + w > width) NEXT_ROW(0);
        while (w-- > 0) {
            column++;
            if (column >= width) {
                if (w > 0 && *p >= 128) w = 0;
                NEXT_ROW(0);
            }
        }
    }
#undef NEXT_ROW
    if (row < MAX_ROWS) l->widths[row] = column;
    if (l->cursor_row < 0) {
        l->cursor_row = row;
        l->cursor_column = column;
    }
    l->count = row + 1 < MAX_ROWS ? row + 1 : MAX_ROWS;
    l->shown_from = l->count > rows ? l->count - rows : 0;
}

void ce_screen_begin(void) {
    is_painted = is_told = 0;
    status_lines = 0;
    measure();
    if (ce_margin) {
        ce_print("\r");
        move(ce_margin, 'C');
    }
}

void ce_screen_end(void) {
    if (stream) fflush(stream);
    if (ce_margin) ce_print("\r");
    free(status_text);
    status_text = NULL;
}

void ce_screen_paint(void) {
    if (!is_told) {
        is_told = 1;
        tell_size();
    }
    fflush(stream);
    lay_out(&now);
    if (now.cursor_row < now.shown_from) return;
    int same = is_painted && painted.count == now.count && painted.shown_from == now.shown_from && memcmp(painted.begins, now.begins, (size_t)now.count) == 0;
    if (ce_margin && !same) {
        ce_print("\0337");
        move(now.cursor_row - now.shown_from, 'A');
        int end = is_painted && painted.count > now.count ? painted.count : now.count;
        for (int r = now.shown_from; r < end; r++) {
            if (r > now.shown_from) ce_print("\033[B");
            ce_print("\r");
            if (r < now.count && now.begins[r]) ce_print(r == 0 ? first_prompt : next_prompt);
            else {
                char blank[64];
                memset(blank, ' ', sizeof blank);
                put(blank, ce_margin < 64 ? (size_t)ce_margin : 64);
            }
        }
        ce_print("\0338");
    }
    painted = now;
    is_painted = 1;
    if (!status_text || !can_move) return;
    int room = rows - (now.count - now.shown_from);
    move(now.count - 1 - now.cursor_row, 'B');
    char *rest = status_text, *line;
    status_lines = 0;
    while (status_lines < room && (line = strsep(&rest, "\n"))) {
        ce_print("\r\n");
        ce_print(line);
        ce_print("\033[K");
        status_lines++;
    }
    move(now.count - 1 - now.cursor_row + status_lines, 'A');
    ce_print("\r");
    move(ce_margin + now.cursor_column, 'C');
    free(status_text);
    status_text = NULL;
}

void ce_status(const char *text) {
    free(status_text);
    status_text = strdup(text);
}

void ce_screen_unstatus(void) {
    if (status_lines == 0) return;
    int down = painted.count - painted.cursor_row;
    move(down, 'B');
    ce_print("\r\033[J");
    move(down, 'A');
    ce_print("\r");
    move(ce_margin + painted.cursor_column, 'C');
    status_lines = 0;
}

/* Draws the text from the cursor's line on, which is blank. */
static void redraw(void) {
    is_painted = 0;
    status_lines = 0;
    ce_print("\r");
    move(ce_margin, 'C');
    el_set(ce_el, EL_REFRESH);
    fflush(stream);
    ce_screen_paint();
}

void ce_screen_resized(void) {
    /* The terminal has wrapped the rows anew: each was printed as a line of its own. */
    int old_margin = ce_margin;
    measure();
    tell_size();
    int up = 0;
    if (is_painted) {
        for (int r = painted.shown_from; r < painted.cursor_row; r++) {
            int w = old_margin + painted.widths[r];
            up += w > columns ? (w + columns - 1) / columns : 1;
        }
        up += (old_margin + painted.cursor_column) / columns;
    }
    move(up, 'A');
    ce_print("\r\033[J");
    redraw();
}

void ce_screen_again(void) {
    measure();
    tell_size();
    redraw();
}

void ce_end_text(const char *text) {
    lay_out(&now);
    move(now.count - 1 - now.cursor_row, 'B');
    ce_print("\r");
    /* A prompt that stands in the line is libedit's: the end is not known to the column, so a new line. */
    if (ce_margin) move(ce_margin + now.widths[now.count - 1], 'C');
    else ce_print("\n");
    ce_print(text);
}

void ce_clear_screen(void) {
    ce_print("\033[H\033[2J");
    redraw();
}
