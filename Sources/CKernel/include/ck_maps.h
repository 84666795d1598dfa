/* Loops over maps in channels-last order: softmax, max-pooling; and the optimizer's step. Same bits with any number of threads. */
#ifndef CK_MAPS_H
#define CK_MAPS_H
#include <stddef.h>
#include <stdint.h>

/* half: maps are bfloat16 (computed in float32, rounded once), else float. Steps are in elements. */

/* Softmax over the positions: x[s][n] rows of c channels, xStep apart (samples xSample apart), to dense y[s][n][c]. */
void ck_softmax_positions(const void *x, int64_t samples, int64_t n, int64_t c, int64_t xSample, int64_t xStep, void *y, int half);
/* dx = y · (g - Σₙ g·y); g with steps, dx dense. */
void ck_softmax_positions_backward(const void *g, int64_t gSample, int64_t gStep, const void *y, int64_t samples, int64_t n, int64_t c, void *dx, int half);
/* Softmax of each row of c numbers (log: its logarithm), dense; and its gradient from y. In place allowed. */
void ck_softmax_rows(const float *x, int64_t rows, int64_t c, int log, float *y);
void ck_softmax_rows_backward(const float *g, const float *y, int64_t rows, int64_t c, int log, float *dx);

/* 2×2 max-pooling at stride 2 of dense x[n][h][w][c] into y[n][h/2][w/2][c]; which: the place 0..3 of each maximum (the first one). */
void ck_maxpool2(const void *x, int64_t n, int64_t h, int64_t w, int64_t c, void *y, uint8_t *which, int half);
void ck_maxpool2_backward(const void *g, const uint8_t *which, int64_t n, int64_t h, int64_t w, int64_t c, void *dx, int half);

/* Rows of bytes copied; steps in bytes. */
void ck_copy_rows(void *to, int64_t toStep, const void *from, int64_t fromStep, int64_t rows, int64_t bytes);
/* Sums of the columns of a dense matrix rows × c into double sums. */
int ck_column_sums(const void *x, int64_t rows, int64_t c, double *sums, int half);
/* y += x over n floats. */
void ck_add(float *y, const float *x, int64_t n);

/* One tensor of an optimizer's step. */
typedef struct { float *p; const float *g; float *m, *v, *vmax; int64_t n; } ck_adam_tensor;
/* Adam over all tensors in one pass. keep: 1 - lr*decay, w1: 1 - beta1, w2: 1 - beta2, each taken in doubles (in floats 1 - 0.999 is off by 1e-5). decay: added to the gradient (Adam) or decoupled (AdamW: p -= lr·decay·p first).
   step: stepSize = lr / (1 - β1ᵗ), root = √(1 - β2ᵗ): p -= stepSize · m / (√v / root + eps), as PyTorch. */
void ck_adam(const ck_adam_tensor *t, int64_t count, float keep, float w1, float beta2, float w2, float eps, float decay, int decoupled, int maximize, float stepSize, float root);
#endif
