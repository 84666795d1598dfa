/* A file of loops, `FILE`, compiled for each instruction set into functions with the set's suffix. */
#define ISA 0
#include "simd.h"
#include LOOPS
#include "simd_end.h"
#if defined __x86_64__
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi2"))), apply_to = function)
#define ISA 1
#include "simd.h"
#include LOOPS
#include "simd_end.h"
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,f16c,bmi2"))), apply_to = function)
#define ISA 2
#include "simd.h"
#include LOOPS
#include "simd_end.h"
#pragma clang attribute pop
#define ISA_TABLE(x) {x##_plain, x##_avx2, x##_avx512}
#else
#define ISA_TABLE(x) {x##_plain, x##_plain, x##_plain}
#endif
