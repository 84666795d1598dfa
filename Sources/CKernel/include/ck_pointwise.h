/* Chains of pointwise operations in one pass: a small program is run on pieces that stay in the first cache. */
#ifndef CK_POINTWISE_H
#define CK_POINTWISE_H
#include <stddef.h>
#include <stdint.h>

/* d: the result; a, b, c: operands; k: the instruction's number. */
enum ck_op {
    CK_COPY,       /* a */
    CK_ADD,        /* a + b */
    CK_SUB,        /* a - b */
    CK_MUL,        /* a · b */
    CK_DIV,        /* a / b */
    CK_MAX,        /* the larger; NaN when one is */
    CK_MIN,
    CK_ADDK,       /* a + k */
    CK_MULK,       /* a · k */
    CK_RSUBK,      /* k - a */
    CK_RDIVK,      /* k / a */
    CK_FMA,        /* a · b + c */
    CK_FMA2,       /* a · b + c + k·0: as FMA (kept apart for a·b with c first rounded) */
    CK_RELU,       /* max(a, 0); NaN stays */
    CK_GELU,       /* a/2 · (1 + erf(a/√2)) */
    CK_GELU_GRAD,  /* b · (Φ(a) + a·φ(a)) */
    CK_TANH,
    CK_TANH_GRAD,  /* b · (1 - a²) (a: the tanh) */
    CK_SIGMOID,
    CK_SIGMOID_GRAD, /* b · a · (1 - a) */
    CK_RELU_GRAD,  /* a > 0 ? b : 0 */
    CK_EXP,
    CK_SQUARE,
    CK_SQRT,
    CK_RSQRT,
    CK_ABS,
    CK_NEG,
    CK_SILU,       /* a · sigmoid(a) */
    CK_OPS
};
/* Operands: a register 0..<CK_REGISTERS, an array CK_LEAF + i, a vector of channels CK_PATTERN + i. */
enum { CK_REGISTERS = 24, CK_LEAF = 64, CK_LEAVES = 24, CK_PATTERN = 128, CK_PATTERNS = 16, CK_STORES = 4 };

typedef struct { int16_t op, d, a, b, c; float k; } ck_instruction;
enum ck_element { CK_F32, CK_BF16 };

/* What to run on `samples` × `rows` × `channels` elements. */
typedef struct {
    int64_t samples, rows, channels;
    int32_t count, leaves, patterns, stores;
    const ck_instruction *code;
    const void *leaf[CK_LEAVES];          /* dense arrays of all elements */
    uint8_t leaf_type[CK_LEAVES];
    const float *pattern[CK_PATTERNS];    /* vectors of channels, pattern_step elements apart for each sample (0: one for all) */
    int64_t pattern_step[CK_PATTERNS];
    void *store[CK_STORES];               /* results: dense arrays */
    uint8_t store_type[CK_STORES];
    int16_t store_operand[CK_STORES];
    /* Sums over the rows, for every sample and channel: sum[s][c] = Σ u, product[s][c] = Σ u·v. NULL: not wanted. */
    double *sum, *product;
    int16_t u, v;
} ck_program;

/* Rows of c elements converted, rows toStep and fromStep elements apart: bfloat16 to float, float to bfloat16 (to nearest even). */
void ck_widen_rows(float *to, int64_t toStep, const uint16_t *from, int64_t fromStep, int64_t rows, int64_t c);
void ck_narrow_rows(uint16_t *to, int64_t toStep, const float *from, int64_t fromStep, int64_t rows, int64_t c);

/* Returns 0; -1 without memory. The same bits with any number of threads. */
int ck_pointwise(const ck_program *p);
#endif
