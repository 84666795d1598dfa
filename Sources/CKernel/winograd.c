/* This file defines 3×3 convolutions by Winograd's transform, with the loops of winograd.inc. */
#include "include/ck_conv.h"
#include "include/ck_arena.h"
#include "include/ck_isa.h"
#include "include/ck_threads.h"
#include <string.h>

#define LOOPS "winograd.inc"
#include "isa.h"

static void (*const tiles_in[])(const void *, int64_t, int64_t, int64_t, int64_t, int64_t, float *, int64_t, int) = ISA_TABLE(tiles_in);
static void (*const tiles_out[])(void *, const float *, int64_t, int64_t, int64_t, int64_t, int64_t, const float *, int64_t, int) = ISA_TABLE(tiles_out);
static void (*const tiles_grad[])(const void *, int64_t, int64_t, int64_t, int64_t, int64_t, float *, int64_t, int64_t, int64_t, int) = ISA_TABLE(tiles_grad);
static void (*const weights_in[])(const float *, int64_t, int64_t, int64_t, int64_t, int, int64_t, int64_t, float *, int64_t) = ISA_TABLE(weights_in);
static void (*const weights_out[])(const float *, int64_t, int64_t, int64_t, int64_t, float *) = ISA_TABLE(weights_out);
static void (*const multiply[])(int64_t, int64_t, int64_t, const float *, int64_t, const float *, float *, int64_t) = ISA_TABLE(multiply);
static void (*const accumulate[])(int64_t, int64_t, int64_t, const float *, int64_t, const float *, int64_t, float *, int64_t) = ISA_TABLE(accumulate);

/* Columns of one panel of the weights. */
static int64_t block_of(int64_t channels) { return channels % 64 == 0 ? 64 : channels % 32 == 0 ? 32 : 16; }
static int64_t tiles_of(const ck_conv3_size *s) { return s->n * ((s->h + 3) / 4) * ((s->w + 3) / 4); }

struct forward {
    int64_t h, w, ci, co, tiles, step, block, threads;
    const void *x;
    void *y;
    float *u;
    const float *weight, *bias;
    int64_t iStep, oStep;
    int flipped, failed, half;
};

static void forward_weights(void *p, int64_t begin, int64_t end, int thread) {
    struct forward *f = p;
    weights_in[ck_isa()](f->weight, f->ci, f->co, f->iStep, f->oStep, f->flipped, begin, end, f->u, f->block);
}

static void forward_tiles(void *p, int64_t begin, int64_t end, int thread) {
    struct forward *f = p;
    int isa = ck_isa();
    int64_t count = end - begin, rows = (count + 11) / 12 * 12;
    int64_t vStep = rows * f->ci + 16, mStep = rows * f->co + 16;
    size_t bytes = (size_t)(36 * (vStep + mStep)) * 4;
    float *v = ck_arena_allocate(bytes);
    if (!v) { f->failed = 1; return; }
    float *m = v + 36 * vStep;
    tiles_in[isa](f->x, f->h, f->w, f->ci, begin, end, v, vStep, f->half);
    for (int xi = 0; xi < 36; xi++) {
        /* Rows that only fill the last strip of the kernel. */
        if (rows > count) memset(v + xi * vStep + count * f->ci, 0, (size_t)((rows - count) * f->ci) * 4);
        /* Strips of rows that stay in the second cache for all columns. */
        int64_t strip = 12 * (1 + 8192 / f->ci);
        for (int64_t r = 0; r < rows; r += strip) {
            int64_t k = rows - r < strip ? rows - r : strip;
            for (int64_t o = 0; o < f->co; o += f->block)
                multiply[isa](k, f->block, f->ci, v + xi * vStep + r * f->ci, f->ci, f->u + xi * f->ci * f->co + o * f->ci, m + xi * mStep + r * f->co + o, f->co);
        }
    }
    tiles_out[isa](f->y, f->bias, f->h, f->w, f->co, begin, end, m, mStep, f->half);
    ck_arena_free(v, bytes);
}

int64_t ck_wino_step = 0; /* tiles of one piece; 0: by size */

static int forward(const ck_conv3_size *s, const void *x, const float *weight, const float *bias, void *y, int64_t ci, int64_t co, int64_t iStep, int64_t oStep, int flipped) {
    struct forward f = {.h = s->h, .w = s->w, .ci = ci, .co = co, .tiles = tiles_of(s), .block = block_of(co), .x = x, .bias = bias, .y = y,
                        .weight = weight, .iStep = iStep, .oStep = oStep, .flipped = flipped, .half = s->half};
    size_t bytes = (size_t)(36 * ci * co) * 4;
    if (f.tiles == 0) return 0;
    f.u = ck_arena_allocate(bytes);
    if (!f.u) return -1;
    ck_parallel(forward_weights, &f, ci, co >= 256 ? 4 : 16);
    /* Buffers of about 2 MB a thread; where the weights are large, more tiles share their way through the cache. */
    int64_t step = ck_wino_step ? ck_wino_step : 14336 / (ci + co) / 12 * 12;
    if (step < 48) step = 48;
    int64_t most = (f.tiles + 7) / 8; /* work for eight threads */
    if (step > most) step = (most + 11) / 12 * 12;
    ck_parallel(forward_tiles, &f, f.tiles, step);
    ck_arena_free(f.u, bytes);
    return f.failed ? -1 : 0;
}

int ck_conv3_forward(const ck_conv3_size *s, const void *x, const float *weight, const float *bias, void *y) {
    return forward(s, x, weight, bias, y, s->cin, s->cout, 9, s->cin * 9, 0);
}
int ck_conv3_backward_data(const ck_conv3_size *s, const void *dy, const float *weight, void *dx) {
    return forward(s, dy, weight, NULL, dx, s->cout, s->cin, s->cin * 9, 9, 1);
}

struct gradient {
    int64_t h, w, ci, co, block, first, count, rows, vStep, uStep;
    const void *x, *dy;
    float *v, *u, *d, *weight;
    int half;
};
static void gradient_tiles(void *p, int64_t begin, int64_t end, int thread) {
    struct gradient *g = p;
    tiles_in[ck_isa()](g->x, g->h, g->w, g->ci, g->first + begin, g->first + end, g->v + begin * g->ci, g->vStep, g->half);
    tiles_grad[ck_isa()](g->dy, g->h, g->w, g->co, g->first + begin, g->first + end, g->u + begin * g->block, g->uStep, g->rows, g->block, g->half);
}
static void gradient_products(void *p, int64_t begin, int64_t end, int thread) {
    struct gradient *g = p;
    int64_t panels = g->co / g->block;
    for (int64_t j = begin; j < end; j++) {
        int64_t xi = j / panels, o = j % panels;
        /* Strips of tiles whose panel stays in the first caches. */
        for (int64_t t = 0; t < g->count; t += 256) {
            int64_t k = g->count - t < 256 ? g->count - t : 256;
            accumulate[ck_isa()](g->ci, g->block, k, g->v + xi * g->vStep + t * g->ci, g->ci, g->u + xi * g->uStep + o * g->rows * g->block + t * g->block, g->block,
                                 g->d + xi * g->ci * g->co + o * g->block, g->co);
        }
    }
}
static void gradient_weights(void *p, int64_t begin, int64_t end, int thread) {
    struct gradient *g = p;
    weights_out[ck_isa()](g->d, g->ci, g->co, begin, end, g->weight);
}

int ck_conv3_backward_weight(const ck_conv3_size *s, const void *x, const void *dy, float *dweight) {
    struct gradient g = {.h = s->h, .w = s->w, .ci = s->cin, .co = s->cout, .block = block_of(s->cout), .x = x, .dy = dy, .weight = dweight, .half = s->half};
    int64_t tiles = tiles_of(s);
    /* Tiles of one round: their transforms in about 16 MB, which the third cache holds. */
    int64_t round = ck_wino_step ? ck_wino_step * 8 : 114688 / (g.ci + g.co) / 64 * 64;
    if (round < 256) round = 256;
    if (round > tiles) round = tiles;
    g.rows = round;
    g.vStep = round * g.ci + 16;
    g.uStep = round * g.co + 16;
    size_t bytes = (size_t)(36 * (g.vStep + g.uStep)) * 4, dBytes = (size_t)(36 * g.ci * g.co) * 4;
    if (tiles == 0) { memset(dweight, 0, (size_t)(g.ci * g.co) * 36); return 0; }
    g.v = ck_arena_allocate(bytes);
    g.d = ck_arena_allocate(dBytes);
    if (g.v && g.d) {
        g.u = g.v + 36 * g.vStep;
        memset(g.d, 0, dBytes);
        for (g.first = 0; g.first < tiles; g.first += round) {
            g.count = tiles - g.first < round ? tiles - g.first : round;
            ck_parallel(gradient_tiles, &g, g.count, 16);
            ck_parallel(gradient_products, &g, 36 * (g.co / g.block), 1);
        }
        ck_parallel(gradient_weights, &g, g.ci, g.co >= 256 ? 4 : 16);
    }
    int ok = g.v && g.d;
    if (g.v) ck_arena_free(g.v, bytes);
    if (g.d) ck_arena_free(g.d, dBytes);
    return ok ? 0 : -1;
}
