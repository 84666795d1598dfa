/* Shared by this target's files. */
#ifndef CE_SIGNALS_H
#define CE_SIGNALS_H
#include <signal.h>
/* A byte in this pipe wakes a wait for keys. */
extern int ce_wake[2];
void ce_wake_up(void);
void ce_drain(void);
void ce_handle(int signal_number, void (*handler)(int));
#endif
