/* The C side of Kernel: vectorised loops with one dispatch per instruction set at run time. */
#ifndef CKERNEL_H
#define CKERNEL_H
#include <stddef.h>
#include <stdint.h>
#include "ck_interrupt.h"
#include "ck_process.h"
#include "ck_threads.h"
#include "ck_arena.h"
#include "ck_blas.h"
#include "ck_bf16.h"
#include "ck_isa.h"
#include "ck_conv.h"
#include "ck_pointwise.h"
#include "ck_maps.h"
#include "ck_gemm.h"
#include "ck_png.h"
#include "ck_cast.h"
#include "ck_picture.h"
#endif
