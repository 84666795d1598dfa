/* This file defines loops over maps, with the vector loops of maps.inc. */
#include "include/ck_maps.h"
#include "include/ck_arena.h"
#include "include/ck_isa.h"
#include "include/ck_threads.h"
#include <math.h>
#include <string.h>

#define LOOPS "maps.inc"
#include "isa.h"

static void (*const positions[])(const void *, int64_t, int64_t, int64_t, void *, int) = ISA_TABLE(positions);
static void (*const positions_back[])(const void *, int64_t, const void *, int64_t, int64_t, void *, int) = ISA_TABLE(positions_back);
static void (*const exps[])(float *, const float *, int64_t) = ISA_TABLE(exps);
static void (*const pool[])(const void *, int64_t, int64_t, int64_t, void *, int64_t, uint8_t *, int) = ISA_TABLE(pool);
static void (*const pool_back[])(const float *, const uint8_t *, int64_t, float *, float *) = ISA_TABLE(pool_back);
static void (*const pool_back_half[])(const uint16_t *, const uint8_t *, int64_t, uint16_t *, uint16_t *) = ISA_TABLE(pool_back_half);
static void (*const adam[])(float *, const float *, float *, float *, float *, int64_t, float, float, float, float, float, float, int, int, float, float) = ISA_TABLE(adam);
static void (*const add[])(float *, const float *, int64_t) = ISA_TABLE(add);
static void (*const add_half[])(float *, const uint16_t *, int64_t) = ISA_TABLE(add_half);

struct rows {
    const void *x, *g, *y;
    void *out;
    int64_t n, h, w, c, a, b;
    uint8_t *which;
    const uint8_t *from;
    int log, half;
};
/* Element i of an array of float or bfloat16. */
static const void *from(const void *p, int64_t i, int half) { return (const char *)p + i * (half ? 2 : 4); }
static void *into(void *p, int64_t i, int half) { return (char *)p + i * (half ? 2 : 4); }

static void softmax_positions(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    for (int64_t i = begin; i < end; i++) positions[ck_isa()](from(r->x, i * r->a, r->half), r->n, r->c, r->b, into(r->out, i * r->n * r->c, r->half), r->half);
}
void ck_softmax_positions(const void *x, int64_t samples, int64_t n, int64_t c, int64_t xSample, int64_t xStep, void *y, int half) {
    struct rows r = {.x = x, .out = y, .n = n, .c = c, .a = xSample, .b = xStep, .half = half};
    ck_parallel(softmax_positions, &r, samples, 1 + 16384 / (n * c + 1));
}
static void softmax_positions_backward(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    for (int64_t i = begin; i < end; i++)
        positions_back[ck_isa()](from(r->g, i * r->a, r->half), r->b, from(r->y, i * r->n * r->c, r->half), r->n, r->c, into(r->out, i * r->n * r->c, r->half), r->half);
}
void ck_softmax_positions_backward(const void *g, int64_t gSample, int64_t gStep, const void *y, int64_t samples, int64_t n, int64_t c, void *dx, int half) {
    struct rows r = {.g = g, .y = y, .out = dx, .n = n, .c = c, .a = gSample, .b = gStep, .half = half};
    ck_parallel(softmax_positions_backward, &r, samples, 1 + 16384 / (n * c + 1));
}

static void softmax_rows(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    int64_t c = r->c;
    float *y = (float *)r->out + begin * c;
    const float *x = (const float *)r->x + begin * c;
    float lost[64];
    for (int64_t i = 0; i < end - begin; i += 64) {
        int64_t k = end - begin - i < 64 ? end - begin - i : 64;
        for (int64_t j = 0; j < k; j++) {
            const float *u = x + (i + j) * c;
            float *v = y + (i + j) * c, m = u[0];
            for (int64_t q = 1; q < c; q++) if (u[q] > m || u[q] != u[q]) m = u[q];
            for (int64_t q = 0; q < c; q++) v[q] = u[q] - m;
        }
        if (r->log) {
            for (int64_t j = 0; j < k; j++) {
                float *v = y + (i + j) * c, s = 0;
                for (int64_t q = 0; q < c; q++) s += expf(v[q]);
                lost[j] = logf(s);
                for (int64_t q = 0; q < c; q++) v[q] -= lost[j];
            }
        } else {
            exps[ck_isa()](y + i * c, y + i * c, k * c);
            for (int64_t j = 0; j < k; j++) {
                float *v = y + (i + j) * c, s = 0;
                for (int64_t q = 0; q < c; q++) s += v[q];
                float t = 1 / s;
                for (int64_t q = 0; q < c; q++) v[q] *= t;
            }
        }
    }
}
void ck_softmax_rows(const float *x, int64_t rows, int64_t c, int log, float *y) {
    struct rows r = {.x = x, .out = y, .c = c, .log = log};
    ck_parallel(softmax_rows, &r, rows, (16384 / (c + 1) + 63) / 64 * 64 + 64);
}
static void softmax_rows_backward(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    int64_t c = r->c;
    for (int64_t i = begin; i < end; i++) {
        const float *g = (const float *)r->g + i * c, *y = (const float *)r->y + i * c;
        float *d = (float *)r->out + i * c, s = 0;
        if (r->log) {
            for (int64_t q = 0; q < c; q++) s += g[q];
            for (int64_t q = 0; q < c; q++) d[q] = g[q] - expf(y[q]) * s;
        } else {
            for (int64_t q = 0; q < c; q++) s += g[q] * y[q];
            for (int64_t q = 0; q < c; q++) d[q] = (g[q] - s) * y[q];
        }
    }
}
void ck_softmax_rows_backward(const float *g, const float *y, int64_t rows, int64_t c, int log, float *dx) {
    struct rows r = {.g = g, .y = y, .out = dx, .c = c, .log = log};
    ck_parallel(softmax_rows_backward, &r, rows, 16384 / (c + 1) + 64);
}

static void maxpool(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    int64_t ow = r->w / 2, oh = r->h / 2, c = r->c;
    for (int64_t i = begin; i < end; i++) {
        int64_t a = (i / oh * r->h + i % oh * 2) * r->w * c;
        for (int64_t j = 0; j < ow; j++) pool[ck_isa()](r->x, a + 2 * j * c, a + (r->w + 2 * j) * c, c, r->out, (i * ow + j) * c, r->which + (i * ow + j) * c, r->half);
    }
}
void ck_maxpool2(const void *x, int64_t n, int64_t h, int64_t w, int64_t c, void *y, uint8_t *which, int half) {
    struct rows r = {.x = x, .out = y, .which = which, .h = h, .w = w, .c = c, .half = half};
    ck_parallel(maxpool, &r, n * (h / 2), 1 + 16384 / (w * c + 1));
}
static void maxpool_backward(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    int64_t ow = r->w / 2, oh = r->h / 2, c = r->c, size = r->half ? 2 : 4;
    for (int64_t i = begin; i < end; i++) {
        char *a = into(r->out, (i / oh * r->h + i % oh * 2) * r->w * c, r->half);
        for (int64_t j = 0; j < ow; j++) {
            const void *g = from(r->g, (i * ow + j) * c, r->half);
            char *upper = a + 2 * j * c * size, *lower = a + (r->w + 2 * j) * c * size;
            if (r->half) pool_back_half[ck_isa()](g, r->from + (i * ow + j) * c, c, (uint16_t *)upper, (uint16_t *)lower);
            else pool_back[ck_isa()](g, r->from + (i * ow + j) * c, c, (float *)upper, (float *)lower);
        }
        /* The odd column and row that no window covers. */
        if (r->w % 2) for (int q = 0; q < 2; q++) memset(a + (q * r->w + r->w - 1) * c * size, 0, (size_t)(c * size));
        if (r->h % 2 && i % oh == oh - 1) memset(a + 2 * r->w * c * size, 0, (size_t)(r->w * c * size));
    }
}
void ck_maxpool2_backward(const void *g, const uint8_t *which, int64_t n, int64_t h, int64_t w, int64_t c, void *dx, int half) {
    struct rows r = {.g = g, .out = dx, .from = which, .h = h, .w = w, .c = c, .half = half};
    ck_parallel(maxpool_backward, &r, n * (h / 2), 1 + 16384 / (w * c + 1));
}

static void copy_rows(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    for (int64_t i = begin; i < end; i++) memcpy((char *)r->out + i * r->a, (const char *)r->x + i * r->b, (size_t)r->c);
}
void ck_copy_rows(void *to, int64_t toStep, const void *from, int64_t fromStep, int64_t rows, int64_t bytes) {
    struct rows r = {.x = from, .out = to, .a = toStep, .b = fromStep, .c = bytes};
    ck_parallel(copy_rows, &r, rows, 1 + 131072 / (bytes + 1));
}

/* Column sums: pieces of rows by size, added in order. */
static void column_sums(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    for (int64_t i = begin; i < end; i++) {
        float *s = (float *)r->out + i * r->c;
        memset(s, 0, (size_t)r->c * 4);
        int64_t last = (i + 1) * r->b < r->n ? (i + 1) * r->b : r->n;
        for (int64_t j = i * r->b; j < last; j++) {
            if (r->half) add_half[ck_isa()](s, (const uint16_t *)r->x + j * r->c, r->c);
            else add[ck_isa()](s, (const float *)r->x + j * r->c, r->c);
        }
    }
}
int ck_column_sums(const void *x, int64_t rows, int64_t c, double *sums, int half) {
    int64_t per = 16384 / (c + 1) + 16, pieces = (rows + per - 1) / per;
    memset(sums, 0, sizeof(double) * (size_t)c);
    if (pieces == 0) return 0;
    size_t bytes = (size_t)(pieces * c) * 4;
    float *partial = ck_arena_allocate(bytes);
    if (!partial) return -1;
    struct rows r = {.x = x, .out = partial, .n = rows, .b = per, .c = c, .half = half};
    ck_parallel(column_sums, &r, pieces, 4);
    for (int64_t i = 0; i < pieces; i++) for (int64_t k = 0; k < c; k++) sums[k] += partial[i * c + k];
    ck_arena_free(partial, bytes);
    return 0;
}
static void add_piece(void *p, int64_t begin, int64_t end, int thread) {
    struct rows *r = p;
    add[ck_isa()]((float *)r->out + begin, (const float *)r->x + begin, end - begin);
}
void ck_add(float *y, const float *x, int64_t n) {
    struct rows r = {.x = x, .out = y};
    ck_parallel(add_piece, &r, n, 65536);
}

struct step { const ck_adam_tensor *t; int64_t count; float keep, w1, b2, w2, eps, decay, size, root; int decoupled, maximize; };
#define ADAM_PIECE 32768
static void adam_pieces(void *p, int64_t begin, int64_t end, int thread) {
    struct step *s = p;
    /* The pieces of all tensors in a row: find the tensor of the first one, go on from there. */
    int64_t at = 0, i = 0;
    while (i < s->count && at + (s->t[i].n + ADAM_PIECE - 1) / ADAM_PIECE <= begin) at += (s->t[i].n + ADAM_PIECE - 1) / ADAM_PIECE, i++;
    for (int64_t piece = begin; piece < end && i < s->count; piece++) {
        const ck_adam_tensor *t = &s->t[i];
        int64_t o = (piece - at) * ADAM_PIECE, n = t->n - o < ADAM_PIECE ? t->n - o : ADAM_PIECE;
        adam[ck_isa()](t->p + o, t->g + o, t->m + o, t->v + o, t->vmax ? t->vmax + o : NULL, n, s->keep, s->w1, s->b2, s->w2, s->eps, s->decay, s->decoupled, s->maximize, s->size, s->root);
        if (o + n >= t->n) {
            at += (t->n + ADAM_PIECE - 1) / ADAM_PIECE;
            do i++; while (i < s->count && s->t[i].n == 0);
        }
    }
}
void ck_adam(const ck_adam_tensor *t, int64_t count, float keep, float w1, float beta2, float w2, float eps, float decay, int decoupled, int maximize, float stepSize, float root) {
    struct step s = {t, count, keep, w1, beta2, w2, eps, decay, stepSize, root, decoupled, maximize};
    int64_t pieces = 0;
    for (int64_t i = 0; i < count; i++) pieces += (t[i].n + ADAM_PIECE - 1) / ADAM_PIECE;
    ck_parallel(adam_pieces, &s, pieces, 1);
}
