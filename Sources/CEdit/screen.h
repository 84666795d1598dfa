/* What is drawn beside the text: prompts in a margin, lines below. Shared by this target's files. */
#ifndef CE_SCREEN_H
#define CE_SCREEN_H
#include <histedit.h>
#include <stdio.h>
extern EditLine *ce_el;
/* Columns that the prompts take; 0: the prompt stands in the line. */
extern int ce_margin;
FILE *ce_screen_stream(void);
void ce_screen_open(int has_cursor_movement);
void ce_screen_prompts(const char *first, const char *next, int width);
void ce_screen_begin(void);
void ce_screen_end(void);
/* Draws the margin and the lines below, if need be. */
void ce_screen_paint(void);
void ce_screen_unstatus(void);
/* Draws all anew: after a change of size, and from the cursor's line on after a stop. */
void ce_screen_resized(void);
void ce_screen_again(void);
/* Prints behind the text's end. */
void ce_end_text(const char *text);
void ce_print(const char *text);
#endif
