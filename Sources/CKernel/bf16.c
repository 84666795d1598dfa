/* This file defines products of bfloat16 matrices by VDPBF16PS, which multiplies pairs of neighbours along the sum and adds both
   products to a float.

   B is packed into panels of up to 64 columns: panel[k/2][column][2]. A is read as it is where its rows follow the sum; where its
   columns do (gradients of weights: a sum over positions), strips of both operands are packed by pairs of rows. */
#include "include/ck_bf16.h"
#include "include/ck_arena.h"
#include "include/ck_isa.h"
#include "include/ck_threads.h"
#include <string.h>

#if defined __x86_64__
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,bmi2"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))
#define PANEL 64
#define STRIP 128 /* rows of a strip of the sum */

INLINE __m512 dot(__m512 s, __m512i a, __m512i b) { return _mm512_dpbf16_ps(s, (__m512bh)a, (__m512bh)b); }

/* c[R][NV vectors]: a: pairs as 32-bit numbers, `row` apart from row to row and `step` from pair to pair.
   mode 0: c = s + bias as float; 1: as bfloat16; 2: c += s (float). last: the mask of the last vector. */
#define KERNEL(R, NV)                                                                                                          \
    INLINE void kernel_##R##_##NV(int64_t pairs, const uint32_t *a, int64_t row, int64_t step, const uint32_t *b, int64_t width, \
                                  void *c, int64_t ldc, int mode, const float *bias, __mmask16 last) {                         \
        __m512 s[R][NV];                                                                                                       \
        _Pragma("unroll") for (int v = 0; v < NV; v++) {                                                                       \
            __m512 z = bias ? _mm512_maskz_loadu_ps(v == NV - 1 ? last : (__mmask16)-1, bias + 16 * v) : _mm512_setzero_ps();  \
            _Pragma("unroll") for (int r = 0; r < R; r++) s[r][v] = z;                                                         \
        }                                                                                                                      \
        for (int64_t i = 0; i < pairs; i++, b += width) {                                                                      \
            __m512i x[NV];                                                                                                     \
            _Pragma("unroll") for (int v = 0; v < NV; v++) x[v] = _mm512_loadu_si512(b + 16 * v);                              \
            _Pragma("unroll") for (int r = 0; r < R; r++) {                                                                    \
                uint32_t q;                                                                                                    \
                memcpy(&q, (const char *)a + (r * row + i * step) * 2, 4);                                                     \
                __m512i y = _mm512_set1_epi32((int)q);                                                                         \
                _Pragma("unroll") for (int v = 0; v < NV; v++) s[r][v] = dot(s[r][v], y, x[v]);                                \
            }                                                                                                                  \
        }                                                                                                                      \
        _Pragma("unroll") for (int r = 0; r < R; r++) _Pragma("unroll") for (int v = 0; v < NV; v++) {                         \
            __mmask16 m = v == NV - 1 ? last : (__mmask16)-1;                                                                  \
            if (mode == 1) {                                                                                                   \
                _mm256_mask_storeu_epi16((uint16_t *)c + r * ldc + 16 * v, m, (__m256i)_mm512_cvtneps_pbh(s[r][v]));           \
            } else {                                                                                                           \
                float *p = (float *)c + r * ldc + 16 * v;                                                                      \
                _mm512_mask_storeu_ps(p, m, mode == 2 ? _mm512_add_ps(_mm512_maskz_loadu_ps(m, p), s[r][v]) : s[r][v]);        \
            }                                                                                                                  \
        }                                                                                                                      \
    }
KERNEL(6, 4)
KERNEL(6, 3)
KERNEL(6, 2)
KERNEL(6, 1)
KERNEL(1, 4)
KERNEL(1, 3)
KERNEL(1, 2)
KERNEL(1, 1)

/* Rows of one panel of `columns` (1 to 64). Steps of a in bfloat16 elements. */
#define ROWS(NV)                                                                                                               \
    for (; r + 6 <= rows; r += 6) kernel_6_##NV(pairs, (const uint32_t *)(a + r * row), row, step, b, width, (char *)c + r * ldc * size, ldc, mode, bias, last); \
    for (; r < rows; r++) kernel_1_##NV(pairs, (const uint32_t *)(a + r * row), row, step, b, width, (char *)c + r * ldc * size, ldc, mode, bias, last);
INLINE void panel_rows(int64_t rows, int64_t columns, int64_t pairs, const uint16_t *a, int64_t row, int64_t step, const uint32_t *b, void *c, int64_t ldc, int mode, const float *bias) {
    int64_t vectors = (columns + 15) / 16, width = vectors * 16, size = mode == 1 ? 2 : 4, r = 0;
    __mmask16 last = columns % 16 ? (__mmask16)((1u << columns % 16) - 1) : (__mmask16)-1;
    switch (vectors) {
    case 4: ROWS(4) break;
    case 3: ROWS(3) break;
    case 2: ROWS(2) break;
    default: ROWS(1)
    }
}
static void panel_float(int64_t rows, int64_t columns, int64_t pairs, const uint16_t *a, int64_t row, int64_t step, const uint32_t *b, void *c, int64_t ldc, const float *bias) {
    panel_rows(rows, columns, pairs, a, row, step, b, c, ldc, 0, bias);
}
static void panel_half(int64_t rows, int64_t columns, int64_t pairs, const uint16_t *a, int64_t row, int64_t step, const uint32_t *b, void *c, int64_t ldc, const float *bias) {
    panel_rows(rows, columns, pairs, a, row, step, b, c, ldc, 1, bias);
}
static void panel_add(int64_t rows, int64_t columns, int64_t pairs, const uint16_t *a, int64_t row, int64_t step, const uint32_t *b, void *c, int64_t ldc) {
    panel_rows(rows, columns, pairs, a, row, step, b, c, ldc, 2, NULL);
}

/* Pairs of rows first, first + 1, … (rows of them) of a matrix with dense columns: out[pair][width], columns c.., zero beyond. */
static void pair_rows(const uint16_t *m, int64_t row, int64_t rows, int64_t columns, uint32_t *out, int64_t width) {
    const __m512i low = _mm512_set_epi16(47, 15, 46, 14, 45, 13, 44, 12, 43, 11, 42, 10, 41, 9, 40, 8, 39, 7, 38, 6, 37, 5, 36, 4, 35, 3, 34, 2, 33, 1, 32, 0);
    for (int64_t i = 0; i < rows; i += 2, out += width) {
        const uint16_t *p = m + i * row, *q = p + row;
        int both = i + 1 < rows;
        for (int64_t j = 0; j < width; j += 16) {
            int64_t left = columns - j;
            __mmask16 k = left >= 16 ? (__mmask16)-1 : left <= 0 ? 0 : (__mmask16)((1u << left) - 1);
            __m256i x = _mm256_maskz_loadu_epi16(k, p + j), y = both ? _mm256_maskz_loadu_epi16(k, q + j) : _mm256_setzero_si256();
            _mm512_storeu_si512(out + j, _mm512_permutex2var_epi16(_mm512_castsi256_si512(x), low, _mm512_castsi256_si512(y)));
        }
    }
}
/* One panel of B, columns first..<first + columns, all of k. */
static void pack_panel(ck_bf16_matrix b, int64_t k, int64_t first, int64_t columns, uint32_t *out) {
    int64_t width = (columns + 15) / 16 * 16;
    if (b.column == 1) { pair_rows(b.at + first, b.row, k, columns, out, width); return; }
    memset(out, 0, (size_t)((k + 1) / 2 * width) * 4);
    for (int64_t j = 0; j < columns; j++) {
        const uint16_t *p = b.at + (first + j) * b.column;
        int64_t i = 0;
        if (b.row == 1) for (; i + 2 <= k; i += 2) memcpy(out + i / 2 * width + j, p + i, 4);
        else for (; i + 2 <= k; i += 2) out[i / 2 * width + j] = p[i * b.row] | (uint32_t)p[(i + 1) * b.row] << 16;
        if (i < k) out[i / 2 * width + j] = p[i * b.row];
    }
}
#pragma clang attribute pop

struct product {
    int64_t batch, m, n, k, ldc, cBatch, pieces, rows, panelBytes, packedStep, parts, per, failed;
    ck_bf16_matrix a, b;
    char *c;
    int wide;
    const float *bias;
    uint32_t *packed;
    float *partial;
};
static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
/* Where a panel begins in a packed B (32-bit numbers). */
static int64_t panel_at(int64_t k, int64_t column) { return (k + 1) / 2 * column; }

static void pack_all(void *p, int64_t begin, int64_t end, int thread) {
    struct product *t = p;
    int64_t panels = (t->n + PANEL - 1) / PANEL;
    for (int64_t i = begin; i < end; i++) {
        int64_t q = i / panels, first = i % panels * PANEL;
        ck_bf16_matrix b = t->b;
        b.at += q * b.batch;
        pack_panel(b, t->k, first, least(PANEL, t->n - first), t->packed + q * t->packedStep + panel_at(t->k, first));
    }
}
static void rows_piece(void *p, int64_t begin, int64_t end, int thread) {
    struct product *t = p;
    for (int64_t i = begin; i < end; i++) {
        int64_t q = i / t->pieces, first = i % t->pieces * t->rows, rows = least(t->rows, t->m - first), size = t->wide ? 4 : 2;
        const uint16_t *a = t->a.at + q * t->a.batch + first * t->a.row;
        const uint32_t *b = t->packed + (t->b.batch ? q * t->packedStep : 0);
        char *c = t->c + (q * t->cBatch + first * t->ldc) * size;
        /* Rows that stay in the first caches while the panels pass. */
        int64_t strip = 6 * (1 + 8192 / t->k);
        for (int64_t r = 0; r < rows; r += strip)
            for (int64_t o = 0; o < t->n; o += PANEL)
                (t->wide ? panel_float : panel_half)(least(strip, rows - r), least(PANEL, t->n - o), t->k / 2, a + r * t->a.row, t->a.row, 2, b + panel_at(t->k, o), c + (r * t->ldc + o) * size, t->ldc,
                                                     t->bias ? t->bias + o : NULL);
    }
}
/* Sums over parts of k, into partial[batch][part][m][n]. */
static void sum_part(void *p, int64_t begin, int64_t end, int thread) {
    struct product *t = p;
    int64_t wa = (t->m + 15) / 16 * 16, wb = (t->n + PANEL - 1) / PANEL * PANEL;
    size_t bytes = (size_t)(STRIP / 2 * (wa + PANEL)) * 4;
    uint32_t *pa = ck_arena_allocate(bytes);
    if (!pa) { t->failed = 1; return; }
    uint32_t *pb = pa + STRIP / 2 * wa;
    (void)wb;
    for (int64_t i = begin; i < end; i++) {
        int64_t q = i / t->parts, part = i % t->parts, last = least((part + 1) * t->per, t->k);
        float *c = t->partial + i * t->m * t->n;
        memset(c, 0, (size_t)(t->m * t->n) * 4);
        const uint16_t *a = t->a.at + q * t->a.batch, *b = t->b.at + q * t->b.batch;
        for (int64_t at = part * t->per; at < last; at += STRIP) {
            int64_t rows = least(STRIP, last - at);
            pair_rows(a + at * t->a.column, t->a.column, rows, t->m, pa, wa);
            for (int64_t o = 0; o < t->n; o += PANEL) {
                int64_t columns = least(PANEL, t->n - o);
                pair_rows(b + at * t->b.row + o, t->b.row, rows, columns, pb, (columns + 15) / 16 * 16);
                panel_add(t->m, columns, (rows + 1) / 2, (const uint16_t *)pa, 2, 2 * wa, pb, c + o, t->n);
            }
        }
    }
    ck_arena_free(pa, bytes);
}
static void add_parts(void *p, int64_t begin, int64_t end, int thread) {
    struct product *t = p;
    for (int64_t i = begin; i < end; i++) {
        int64_t q = i / t->m, r = i % t->m;
        float *s = t->partial + q * t->parts * t->m * t->n + r * t->n;
        for (int64_t part = 1; part < t->parts; part++) {
            const float *x = s + part * t->m * t->n;
            for (int64_t j = 0; j < t->n; j++) s[j] += x[j];
        }
        if (t->bias) for (int64_t j = 0; j < t->n; j++) s[j] += t->bias[j];
        int64_t at = q * t->cBatch + r * t->ldc;
        if (t->wide) {
            memcpy((float *)t->c + at, s, (size_t)t->n * 4);
        } else {
            uint16_t *d = (uint16_t *)t->c + at;
            for (int64_t j = 0; j < t->n; j++) {
                uint32_t w;
                memcpy(&w, s + j, 4);
                d[j] = s[j] != s[j] ? 0x7fc0 : (uint16_t)((w + 0x7fff + ((w >> 16) & 1)) >> 16);
            }
        }
    }
}

int ck_bf16_product(int64_t batch, int64_t m, int64_t n, int64_t k, ck_bf16_matrix a, ck_bf16_matrix b, void *c, int64_t cBatch, int64_t ldc, int wide, const float *bias) {
    if (ck_isa() < 2 || !ck_has_bf16() || batch <= 0 || m <= 0 || n <= 0 || k <= 0) return 1;
    struct product t = {.batch = batch, .m = m, .n = n, .k = k, .ldc = ldc, .cBatch = cBatch, .a = a, .b = b, .c = c, .wide = wide, .bias = bias};
    if (a.column == 1 && k % 2 == 0) {
        int64_t packs = b.batch ? batch : 1, panels = (n + PANEL - 1) / PANEL;
        t.packedStep = (k + 1) / 2 * (panels * PANEL);
        size_t bytes = (size_t)(packs * t.packedStep) * 4;
        t.packed = ck_arena_allocate(bytes);
        if (!t.packed) return -1;
        ck_parallel(pack_all, &t, packs * panels, 1 + 65536 / (k * PANEL));
        /* Pieces of rows worth about two million products. */
        t.rows = (1 + (2 << 20) / (n * k)) * 6;
        if (t.rows > 1536) t.rows = 1536;
        t.pieces = (m + t.rows - 1) / t.rows;
        ck_parallel(rows_piece, &t, batch * t.pieces, 1);
        ck_arena_free(t.packed, bytes);
        return 0;
    }
    if (a.row == 1 && b.column == 1 && m * n <= (1 << 20)) {
        t.parts = (k + 2047) / 2048;
        if (t.parts > 32) t.parts = 32;
        if (batch > 1 && t.parts > 4) t.parts = 4;
        t.per = ((k + t.parts - 1) / t.parts + STRIP - 1) / STRIP * STRIP;
        t.parts = (k + t.per - 1) / t.per;
        size_t bytes = (size_t)(batch * t.parts * m * n) * 4;
        t.partial = ck_arena_allocate(bytes);
        if (!t.partial) return -1;
        ck_parallel(sum_part, &t, batch * t.parts, 1);
        if (!t.failed) ck_parallel(add_parts, &t, batch * m, 1 + 16384 / n);
        ck_arena_free(t.partial, bytes);
        return t.failed ? -1 : 0;
    }
    return 1;
}
#else
int ck_bf16_product(int64_t batch, int64_t m, int64_t n, int64_t k, ck_bf16_matrix a, ck_bf16_matrix b, void *c, int64_t cBatch, int64_t ldc, int wide, const float *bias) { return 1; }
#endif
