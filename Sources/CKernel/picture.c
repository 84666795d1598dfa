/* This file defines loops over 8-bit pictures, with the vector loops of picture.inc. */
#include "include/ck_picture.h"
#include "include/ck_isa.h"

#define LOOPS "picture.inc"
#include "isa.h"

static void (*const rows[])(const uint8_t *, uint8_t *, int64_t, const int32_t *, const int32_t *, const int32_t *, int64_t) = ISA_TABLE(rows);
static void (*const columns[])(const uint8_t *, int64_t, int64_t, const int32_t *, uint8_t *, int64_t, int32_t *) = ISA_TABLE(columns);

void ck_picture_rows(const uint8_t *from, int64_t fromStep, uint8_t *to, int64_t toStep, int64_t n, int64_t width,
                     const int32_t *first, const int32_t *count, const int32_t *weights, int64_t size) {
    for (int64_t y = 0; y < n; y++) rows[ck_isa()](from + y * fromStep, to + y * toStep, width, first, count, weights, size);
}
void ck_picture_columns(const uint8_t *from, int64_t fromStep, int64_t count, const int32_t *weights, uint8_t *to, int64_t n, int32_t *sums) {
    columns[ck_isa()](from, fromStep, count, weights, to, n, sums);
}

static int64_t above(int64_t a, int64_t b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); } /* a / b rounded up, b > 0 */
/* Narrows [*begin, *end) to the x with 0 <= (at + x·step) >> 16 < n. */
static void inside(int64_t at, int64_t step, int64_t n, int64_t *begin, int64_t *end) {
    int64_t limit = n << 16, low, high;
    if (step == 0) {
        if (at < 0 || at >= limit) *end = *begin;
        return;
    }
    if (step > 0) { low = above(-at, step); high = above(limit - at, step); }
    else { low = above(at - limit + 1, -step); high = above(at + 1, -step); }
    if (low > *begin) *begin = low;
    if (high < *end) *end = high;
}
/* Columns that go together: the lines of the source that a row crosses there stay in the first cache for the next row. */
#define TILE 256
void ck_picture_nearest(const uint8_t *from, int64_t w, int64_t h, int64_t a0, int64_t a1, int64_t a2, int64_t a3, int64_t a4, int64_t a5,
                        uint8_t *to, int64_t width, int64_t begin, int64_t end) {
    for (int64_t left = 0; left < width; left += TILE) {
        for (int64_t y = begin; y < end; y++) {
            int64_t x = left, last = left + TILE < width ? left + TILE : width, u = a2 + y * a1, v = a5 + y * a4;
            inside(u, a0, w, &x, &last);
            inside(v, a3, h, &x, &last);
            uint8_t *o = to + y * width;
            u += x * a0;
            v += x * a3;
            for (; x < last; x++, u += a0, v += a3) o[x] = from[(v >> 16) * w + (u >> 16)];
        }
    }
}

void ck_picture_turned(const uint8_t *from, int64_t rowStep, int64_t columnStep, uint8_t *to, int64_t width, int64_t height) {
    /* Squares: both sides' lines stay in the cache. */
    for (int64_t top = 0; top < height; top += 64)
        for (int64_t left = 0; left < width; left += 64)
            for (int64_t y = top; y < height && y < top + 64; y++)
                for (int64_t x = left; x < width && x < left + 64; x++) to[y * width + x] = from[x * columnStep + y * rowStep];
}
