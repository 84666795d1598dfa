/* Loops over 8-bit pictures of one band. */
#ifndef CK_PICTURE_H
#define CK_PICTURE_H
#include <stdint.h>
/* Convolution of rows with weights in fixed point of 22 fraction bits (Pillow's), rounded and clipped to 0..255: for each of
   `width` outputs the first input (`first`), how many (`count`) and the weights (`size` apart). `rows` rows. */
void ck_picture_rows(const uint8_t *from, int64_t fromStep, uint8_t *to, int64_t toStep, int64_t rows, int64_t width,
                     const int32_t *first, const int32_t *count, const int32_t *weights, int64_t size);
/* One output row of the convolution of columns: `count` rows of `n` bytes with one weight each; `sums` holds n numbers. */
void ck_picture_columns(const uint8_t *from, int64_t fromStep, int64_t count, const int32_t *weights, uint8_t *to, int64_t n, int32_t *sums);
/* Nearest pixels under an affine map in 16.16 fixed point: output (x, y) of the rows begin to end is the pixel at ((a2 + x·a0 + y·a1) >> 16,
   (a5 + x·a3 + y·a4) >> 16); what lies outside w×h stays as it is. The products fit in 32 bits at the four corners of the output. */
void ck_picture_nearest(const uint8_t *from, int64_t w, int64_t h, int64_t a0, int64_t a1, int64_t a2, int64_t a3, int64_t a4, int64_t a5,
                        uint8_t *to, int64_t width, int64_t begin, int64_t end);
/* The transposed picture: (x, y) from (y, x), with rows and columns of the source read backwards where a step is negative:
   to[x + y·width] = from[x·columnStep + y·rowStep]. */
void ck_picture_turned(const uint8_t *from, int64_t rowStep, int64_t columnStep, uint8_t *to, int64_t width, int64_t height);
#endif
