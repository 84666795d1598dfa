/* Products of bfloat16 matrices on processors that multiply them (AVX512-BF16): sums in float32, rounded once. */
#ifndef CK_BF16_H
#define CK_BF16_H
#include <stddef.h>
#include <stdint.h>

/* A matrix of bfloat16: steps in elements from row to row, from column to column, and from one of the batch to the next. */
typedef struct { const uint16_t *at; int64_t batch, row, column; } ck_bf16_matrix;

/* C = A·B + bias for each of `batch`: A m×k, B k×n, C m×n with rows `ldc` elements apart and dense columns; bias: n floats or NULL.
   wide: C is float32, else bfloat16 (rounded to nearest even). Pieces of work depend on the sizes alone.
   Returns 0; 1 for what it does not do (no such processor, orders of memory that would need a copy of a large operand):
   nothing is written then; -1 without memory. */
int ck_bf16_product(int64_t batch, int64_t m, int64_t n, int64_t k, ck_bf16_matrix a, ck_bf16_matrix b, void *c, int64_t cBatch, int64_t ldc, int wide, const float *bias);
#endif
