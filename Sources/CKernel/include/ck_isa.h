/* Which vector instructions are used. */
#ifndef CK_ISA_H
#define CK_ISA_H
/* 2: AVX-512, 1: AVX2 with FMA, 0: the baseline. */
int ck_isa(void);
/* Limits the choice (tests); what the processor has not cannot be chosen. -1: the best. Returns the choice. */
int ck_isa_limit(int level);
/* Whether the processor multiplies bfloat16 pairs (avx512_bf16). */
int ck_has_bf16(void);
#endif
