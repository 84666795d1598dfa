/* libedit behind plain functions: its own interface is variadic, which Swift cannot call. One editor a process. */
#ifndef CEDIT_H
#define CEDIT_H
#include <stddef.h>

/* What a bound key does; the value is one of CE_*. */
typedef int (*ce_action)(int key);

enum {
    CE_NORMAL = 0,   /* nothing changed */
    CE_NEWLINE = 1,  /* the line is done */
    CE_EOF = 2,
    CE_REFRESH = 4,  /* draw the line again */
    CE_CURSOR = 5,   /* the cursor moved */
    CE_ERROR = 6     /* beep */
};

/* Keys that come as escape sequences; ce_special tells which one was typed. */
enum {
    CE_UP = 1, CE_DOWN, CE_LEFT, CE_RIGHT, CE_HOME, CE_END, CE_DELETE, CE_WORD_LEFT, CE_WORD_RIGHT, CE_ALT_ENTER, CE_PASTE, CE_DELETE_WORD, CE_FIRST, CE_LAST
};
/* The key that stands for all of them in bindings, the one that ends a line, and the one behind which a captured byte waits. */
#define CE_SPECIAL_KEY "^^"
#define CE_ACCEPT_KEY "^]"
#define CE_CAPTURE_KEY "^_"

/* Signals: SIGINT sets the kernel's interrupt flag and wakes the interpreter's thread from whatever it waits in. Called once, by any thread. */
void ce_watch_interrupts(void);
/* Makes the calling thread the one that SIGINT wakes. */
void ce_interrupt_here(void);
/* As SIGINT does, from any thread. */
void ce_request_interrupt(void);
/* Waits until fd can be read: 1; interrupted: -1; 0 after timeout_ms (when not negative). */
int ce_wait(int fd, int timeout_ms);

/* Opens the editor on standard input and output. 0 when that fails. */
int ce_open(const char *program);
void ce_close(void);
/* The prompts of the next read, drawn in a margin of width columns, before the first and before each further line. A width of 0: the first one stands in the line. */
void ce_set_prompt(const char *first, const char *next, int width);
/* Reads a text; NULL at the end of input, or when interrupted (then *interrupted is 1). The text ends with a newline and lives until the next call. */
const char *ce_read(int *interrupted);
/* Binds a key sequence in libedit's notation ("^R", "\\e[A") to one of its commands, or to an added one. */
void ce_bind(const char *key, const char *command);
void ce_bind_vi_command(const char *key, const char *command);
void ce_add(const char *name, const char *help, ce_action action);
/* A line of ~/.editrc. */
void ce_line_of_settings(const char *line);
/* Leaves a special key's sequence to the user's own binding. */
void ce_ignore_special(int key);
int ce_is_vi(void);
void ce_set_vi(int vi);
/* Text under edit as UTF-8 (malloc'ed) and the cursor's byte offset in it. */
char *ce_line(size_t *cursor);
/* Inserts at the cursor; 0 when there is no room. */
int ce_insert(const char *text);
/* Deletes n characters before the cursor. */
void ce_delete(int n);
/* Replaces the whole text, the cursor at its end. */
void ce_replace(const char *text);
void ce_move(int characters);
/* One byte of input, past libedit; -1 at the end. Waits at most timeout_ms when that is not negative. */
int ce_getc(int timeout_ms);
void ce_unget(int byte);
/* Which special key was typed last. */
int ce_special(void);
/* While on, each byte typed comes to the action of CE_CAPTURE_KEY, which reads it by ce_getc. */
void ce_capture(int on);
/* Lines shown below the text until the next key. */
void ce_status(const char *text);
/* Clears the screen and draws the text at its top. */
void ce_clear_screen(void);
void ce_add_history(const char *entry);
void ce_clear_history(void);
/* Ends the line, as the next key. */
void ce_accept(void);
int ce_columns(void);
int ce_rows(void);
#endif
