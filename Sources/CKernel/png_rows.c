/* This file filters and compresses a PNG's rows, piece by piece on the pool of threads. */
#include "png_rows.h"
#include "ck_threads.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { window = 32768, piece_bytes = 1 << 18 };

typedef struct {
    const uint8_t *rows;
    size_t row_size, row_bytes;
    int height, pixel_bytes, level, plain, rows_a_piece, pieces;
    uint8_t *filtered; /* height rows of 1 + row_bytes */
    ck_piece *out;
    uLong *sums;
    _Atomic int failed;
} job;

static unsigned size_of(const uint8_t *v, size_t n) {
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        int8_t s = (int8_t)v[i];
        sum += (unsigned)(s < 0 ? -s : s);
    }
    return sum;
}

/* One row under one filter: x the row, up the row above (NULL: zeros), b bytes to the pixel at the left. */
static void filter_row(int type, const uint8_t *restrict x, const uint8_t *restrict up, size_t n, size_t b, uint8_t *restrict out) {
    size_t head = b < n ? b : n;
    switch (type) {
    case 0: memcpy(out, x, n); break;
    case 1:
        memcpy(out, x, head);
        for (size_t i = head; i < n; i++) out[i] = (uint8_t)(x[i] - x[i - b]);
        break;
    case 2:
        for (size_t i = 0; i < n; i++) out[i] = (uint8_t)(x[i] - up[i]);
        break;
    case 3:
        for (size_t i = 0; i < head; i++) out[i] = (uint8_t)(x[i] - (up[i] >> 1));
        for (size_t i = head; i < n; i++) out[i] = (uint8_t)(x[i] - ((x[i - b] + up[i]) >> 1));
        break;
    default:
        for (size_t i = 0; i < head; i++) out[i] = (uint8_t)(x[i] - up[i]);
        for (size_t i = head; i < n; i++) {
            int16_t left = x[i - b], above = up[i], corner = up[i - b];
            int16_t p = (int16_t)(above - corner), q = (int16_t)(left - corner), r = (int16_t)(p + q);
            int16_t pa = p < 0 ? -p : p, pb = q < 0 ? -q : q, pc = r < 0 ? -r : r;
            int16_t pick = pb <= pc ? above : corner;
            pick = pa <= pb && pa <= pc ? left : pick;
            out[i] = (uint8_t)(x[i] - pick);
        }
    }
}

static void filter_rows(void *context, int64_t begin, int64_t end, int thread) {
    (void)thread;
    job *j = context;
    size_t n = j->row_bytes;
    uint8_t *trial = j->plain ? NULL : malloc(n);
    if (!j->plain && !trial) { j->failed = 1; return; }
    for (int64_t y = begin; y < end; y++) {
        const uint8_t *x = j->rows + (size_t)y * j->row_size, *up = y > 0 ? x - j->row_size : NULL;
        uint8_t *out = j->filtered + (size_t)y * (n + 1);
        out[0] = 0;
        memcpy(out + 1, x, n);
        if (j->plain) continue;
        unsigned best = size_of(x, n);
        for (int type = 1; type <= (up ? 4 : 1) && best > 0; type++) {
            filter_row(type, x, up, n, (size_t)j->pixel_bytes, trial);
            unsigned size = size_of(trial, n);
            if (size < best) { best = size; out[0] = (uint8_t)type; memcpy(out + 1, trial, n); }
        }
    }
    free(trial);
}

static void deflate_pieces(void *context, int64_t begin, int64_t end, int thread) {
    (void)thread;
    job *j = context;
    size_t line = j->row_bytes + 1, total = line * (size_t)j->height;
    for (int64_t k = begin; k < end && !j->failed; k++) {
        size_t from = (size_t)k * (size_t)j->rows_a_piece * line, to = from + (size_t)j->rows_a_piece * line;
        if (to > total) to = total;
        z_stream s;
        memset(&s, 0, sizeof s);
        if (deflateInit2(&s, j->level, Z_DEFLATED, -15, 9, j->plain ? Z_DEFAULT_STRATEGY : Z_FILTERED) != Z_OK) { j->failed = 1; return; }
        /* What the piece before ends with, so that a cut costs next to nothing in size. */
        size_t before = from < window ? from : window;
        if (before) deflateSetDictionary(&s, j->filtered + from - before, (uInt)before);
        ck_piece *p = &j->out[k];
        int last = k == j->pieces - 1, head = k == 0 ? 2 : 0;
        p->capacity = deflateBound(&s, (uLong)(to - from)) + 64;
        p->bytes = malloc(p->capacity);
        if (!p->bytes) { deflateEnd(&s); j->failed = 1; return; }
        s.next_in = j->filtered + from;
        s.avail_in = (uInt)(to - from);
        s.next_out = p->bytes + head;
        s.avail_out = (uInt)(p->capacity - 16);
        int r = deflate(&s, last ? Z_FINISH : Z_SYNC_FLUSH);
        if ((last ? r != Z_STREAM_END : r != Z_OK) || s.avail_in || !s.avail_out) j->failed = 1;
        p->count = (size_t)(s.next_out - p->bytes);
        deflateEnd(&s);
        j->sums[k] = adler32(adler32(0, NULL, 0), j->filtered + from, (uInt)(to - from));
    }
}

ck_piece *ck_png_rows(const uint8_t *rows, size_t row_size, size_t row_bytes, int height, int pixel_bytes, int level, int plain, int *count) {
    size_t line = row_bytes + 1;
    int a_piece = (int)(piece_bytes / line);
    if (a_piece < 1) a_piece = 1;
    job j = {rows, row_size, row_bytes, height, pixel_bytes, level, plain, a_piece, (height + a_piece - 1) / a_piece, NULL, NULL, NULL, 0};
    j.filtered = malloc(line * (size_t)height);
    j.out = calloc((size_t)j.pieces, sizeof *j.out);
    j.sums = calloc((size_t)j.pieces, sizeof *j.sums);
    if (!j.filtered || !j.out || !j.sums) j.failed = 1;
    if (!j.failed) ck_parallel(filter_rows, &j, height, a_piece);
    if (!j.failed) ck_parallel(deflate_pieces, &j, j.pieces, 1);
    if (!j.failed) {
        /* RFC 1950: the method and window, then flags that make the pair a multiple of 31; the checksum ends the stream. */
        int flags = (level == 6 || level < 0 ? 2 : level > 6 ? 3 : level > 1 ? 1 : 0) << 6;
        flags += 31 - (0x7800 + flags) % 31;
        j.out[0].bytes[0] = 0x78;
        j.out[0].bytes[1] = (uint8_t)flags;
        uLong sum = j.sums[0];
        for (int k = 1; k < j.pieces; k++) {
            size_t n = k < j.pieces - 1 ? (size_t)a_piece * line : line * (size_t)height - (size_t)k * (size_t)a_piece * line;
            sum = adler32_combine(sum, j.sums[k], (z_off_t)n);
        }
        ck_piece *last = &j.out[j.pieces - 1];
        for (int shift = 24; shift >= 0; shift -= 8) last->bytes[last->count++] = (uint8_t)(sum >> shift);
    }
    free(j.filtered);
    free(j.sums);
    if (j.failed) { if (j.out) ck_pieces_free(j.out, j.pieces); return NULL; }
    *count = j.pieces;
    return j.out;
}

void ck_pieces_free(ck_piece *pieces, int count) {
    for (int k = 0; k < count; k++) free(pieces[k].bytes);
    free(pieces);
}
