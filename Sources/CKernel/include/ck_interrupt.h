/* The interrupt flag: set by the SIGINT handler, polled by long loops. */
#ifndef CK_INTERRUPT_H
#define CK_INTERRUPT_H
#include <signal.h>
extern volatile sig_atomic_t ck_interrupted;
#endif
