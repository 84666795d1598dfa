/* This header declares the compressed stream of a PNG's rows, made on the pool of threads. */
#ifndef PNG_ROWS_H
#define PNG_ROWS_H

#include <stddef.h>
#include <stdint.h>

typedef struct { uint8_t *bytes; size_t count, capacity; } ck_piece;

/* The rows of an image of whole bytes a pixel, filtered (PNG 1.2, section 6, the choice by the least sum of absolute differences;
   none where `plain`) and compressed as one zlib stream, cut into pieces by size alone: the bytes do not depend on the number of
   threads. Gives the pieces in order, to be freed by ck_pieces_free, or NULL where memory is short. */
ck_piece *ck_png_rows(const uint8_t *rows, size_t row_size, size_t row_bytes, int height, int pixel_bytes, int level, int plain, int *count);
void ck_pieces_free(ck_piece *pieces, int count);

#endif
