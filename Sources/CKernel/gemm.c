/* This file defines products of tall matrices, with the kernels of products.h. */
#include "include/ck_gemm.h"
#include "include/ck_arena.h"
#include "include/ck_isa.h"
#include <string.h>

#define LOOPS "gemm.inc"
#include "isa.h"

static void (*const rows_times[])(int64_t, int64_t, int64_t, const float *, int64_t, const float *, float *, int64_t, int) = ISA_TABLE(rows_times);
static void (*const accumulate[])(int64_t, int64_t, int64_t, const float *, int64_t, const float *, int64_t, float *, int64_t) = ISA_TABLE(accumulate);

int ck_gemm(int64_t m, int64_t n, int64_t k, const float *a, int64_t aRow, int64_t aColumn, const float *b, int64_t bRow, int64_t bColumn, float *c, int64_t ldc, int add) {
    int isa = ck_isa();
    if (isa == 0 || n % 16 || n == 0 || k == 0) return -1;
    int64_t block = n % 64 == 0 ? 64 : n % 32 == 0 ? 32 : 16;
    if (aColumn == 1 && m >= 12) {
        size_t bytes = (size_t)(k * n) * 4;
        float *packed = ck_arena_allocate(bytes);
        if (!packed) return -1;
        for (int64_t o = 0; o < n; o += block) {
            float *p = packed + o * k;
            if (bColumn == 1) for (int64_t i = 0; i < k; i++) memcpy(p + i * block, b + i * bRow + o, (size_t)block * 4);
            else for (int64_t j = 0; j < block; j++) for (int64_t i = 0; i < k; i++) p[i * block + j] = b[i * bRow + (o + j) * bColumn];
        }
        /* Strips of rows that stay in the second cache while the blocks of columns pass. */
        int64_t strip = 12 * (1 + 4096 / k);
        for (int64_t r = 0; r < m; r += strip) {
            int64_t rows = m - r < strip ? m - r : strip;
            for (int64_t o = 0; o < n; o += block) rows_times[isa](rows, block, k, a + r * aRow, aRow, packed + o * k, c + r * ldc + o, ldc, add);
        }
        ck_arena_free(packed, bytes);
        return 0;
    }
    if (aRow == 1 && bColumn == 1 && m % 16 == 0) {
        if (!add) for (int64_t i = 0; i < m; i++) memset(c + i * ldc, 0, (size_t)n * 4);
        for (int64_t t = 0; t < k; t += 256) {
            int64_t rows = k - t < 256 ? k - t : 256;
            for (int64_t o = 0; o < n; o += block) accumulate[isa](m, block, rows, a + t * aColumn, aColumn, b + t * bRow + o, bRow, c + o, ldc);
        }
        return 0;
    }
    return -1;
}
