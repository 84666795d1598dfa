/* 3×3 convolutions, stride 1, padding 1, on channels-last images by Winograd's F(4×4, 3×3): a quarter of the products. */
#ifndef CK_CONV_H
#define CK_CONV_H
#include <stddef.h>
#include <stdint.h>

/* Sizes: images of n × h × w positions with `cin` and `cout` channels, all rows dense: x[n][h][w][cin], y[n][h][w][cout].
   Weights are PyTorch's: float weight[cout][cin][3][3], dense. Channels must be multiples of 16.
   half: the images are bfloat16 (read and rounded on the way; transforms and products are float32: they cost less than direct
   products in bfloat16, and a transform rounded to bfloat16 would lose three more bits). Else they are float.
   Return 0, or -1 when there is no memory for the transformed weights. */
typedef struct { int64_t n, h, w, cin, cout; int half; } ck_conv3_size;

/* y = weight * x + bias (bias may be NULL). */
int ck_conv3_forward(const ck_conv3_size *s, const void *x, const float *weight, const float *bias, void *y);
/* dx from dy: the forward of the flipped weights with the channels exchanged. */
int ck_conv3_backward_data(const ck_conv3_size *s, const void *dy, const float *weight, void *dx);
/* dweight[cout][cin][3][3] from x and dy; the same bits with any number of threads. */
int ck_conv3_backward_weight(const ck_conv3_size *s, const void *x, const void *dy, float *dweight);
#endif
