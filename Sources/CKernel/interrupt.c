#include "CKernel.h"
volatile sig_atomic_t ck_interrupted = 0;
