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
    CE_REDISPLAY = 8,/* draw prompt and line again */
    CE_ERROR = 6     /* beep */
};

/* Opens the editor on standard input and output; reads ~/.editrc. 0 when that fails. */
int ce_open(const char *program);
void ce_close(void);
/* The prompt of the next read. */
void ce_set_prompt(const char *prompt);
/* Reads a line; NULL at the end of input, or when interrupted (then *interrupted is 1). The text ends with a newline and lives until the next call. */
const char *ce_read(int *interrupted);
/* Binds a key sequence in libedit's notation ("^R", "\\e[A") to one of its commands, or to an added one. */
void ce_bind(const char *key, const char *command);
void ce_bind_vi_command(const char *key, const char *command);
void ce_add(const char *name, const char *help, ce_action action);
/* Reads ~/.editrc; called after the bindings, so that the user's own win. */
void ce_source(void);
int ce_is_vi(void);
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
void ce_add_history(const char *entry);
void ce_clear_history(void);
/* Ends the line, as the next key. */
void ce_accept(void);
#endif
