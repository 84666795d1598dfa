/* This file defines the choice of vector instructions. */
#include "include/ck_isa.h"
#include <stdlib.h>
#include <string.h>
static int level = -1;
static int best(void) {
#if defined __x86_64__
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return 2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
    return 0;
}
int ck_isa(void) {
    if (level < 0) {
        /* KERNEL_ISA=plain, avx2 or avx512: at most these instructions. */
        const char *user = getenv("KERNEL_ISA");
        ck_isa_limit(!user ? -1 : !strcmp(user, "plain") ? 0 : !strcmp(user, "avx2") ? 1 : -1);
    }
    return level;
}
int ck_isa_limit(int l) {
    int b = best();
    level = l < 0 || l > b ? b : l;
    return level;
}
int ck_has_bf16(void) {
#if defined __x86_64__
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return 0;
#endif
}
