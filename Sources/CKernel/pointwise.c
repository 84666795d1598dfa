/* This file defines the machine that runs pointwise programs, with the loops of pointwise.inc. */
#include "include/ck_pointwise.h"
#include "include/ck_arena.h"
#include "include/ck_isa.h"
#include "include/ck_threads.h"
#include <string.h>

#define LOOPS "pointwise.inc"
#include "isa.h"

static void (*const step[])(int, float *, const float *, const float *, const float *, float, int64_t) = ISA_TABLE(step);
static void (*const sums[])(float *, float *, const float *, const float *, int64_t) = ISA_TABLE(sums);
static void (*const widen[])(float *, const uint16_t *, int64_t) = ISA_TABLE(widen);
static void (*const narrow[])(uint16_t *, const float *, int64_t) = ISA_TABLE(narrow);

struct machine {
    const ck_program *p;
    int64_t chunk;   /* elements run at a time: whole rows */
    int64_t piece;   /* elements of one piece of work: whole chunks of one sample */
    int64_t pieces;  /* of a sample */
    float *partial;  /* [sample][piece][2][channels] */
    int registers;
    int failed;
};

static void run(void *context, int64_t begin, int64_t end, int thread) {
    struct machine *m = context;
    const ck_program *p = m->p;
    int isa = ck_isa();
    int64_t chunk = m->chunk, total = p->rows * p->channels;
    int buffers = m->registers + p->leaves + p->patterns + p->stores + (m->partial ? 2 : 0);
    /* Lines of 16 floats apart, so that the buffers of one chunk do not fall on the same lines of the cache. */
    int64_t pitch = chunk + 16;
    size_t bytes = (size_t)(buffers * pitch) * 4;
    float *memory = ck_arena_allocate(bytes);
    if (!memory) { m->failed = 1; return; }
    float *wide = memory + m->registers * pitch, *pattern = wide + p->leaves * pitch;
    float *accumulate = pattern + p->patterns * pitch;
    int64_t sample = -1;
    for (int64_t item = begin; item < end; item++) {
        int64_t s = item / m->pieces, first = item % m->pieces * m->piece;
        int64_t last = first + m->piece < total ? first + m->piece : total;
        if (s != sample) {
            for (int i = 0; i < p->patterns; i++) {
                if (sample >= 0 && p->pattern_step[i] == 0) continue;
                const float *v = p->pattern[i] + s * p->pattern_step[i];
                float *d = pattern + i * pitch;
                if (p->channels == 1) for (int64_t j = 0; j < chunk; j++) d[j] = v[0];
                else for (int64_t j = 0; j < chunk; j += p->channels) memcpy(d + j, v, (size_t)p->channels * 4);
            }
            sample = s;
        }
        if (m->partial) memset(accumulate, 0, (size_t)(2 * pitch) * 4);
        for (int64_t at = first; at < last; at += chunk) {
            int64_t n = last - at < chunk ? last - at : chunk, where = s * total + at;
            const float *leaf[CK_LEAVES];
            for (int i = 0; i < p->leaves; i++) {
                if (p->leaf_type[i] == CK_BF16) {
                    widen[isa](wide + i * pitch, (const uint16_t *)p->leaf[i] + where, n);
                    leaf[i] = wide + i * pitch;
                } else {
                    leaf[i] = (const float *)p->leaf[i] + where;
                }
            }
#define OPERAND(x) ((x) < CK_LEAF ? memory + (x) * pitch : (x) < CK_PATTERN ? leaf[(x) - CK_LEAF] : pattern + ((x) - CK_PATTERN) * pitch)
            /* The last instruction may write its result in place. */
            for (int j = 0; j < p->count; j++) {
                const ck_instruction *o = &p->code[j];
                float *d = memory + o->d * pitch;
                if (j == p->count - 1 && p->stores == 1 && p->store_type[0] == CK_F32 && p->store_operand[0] == o->d && !m->partial)
                    d = (float *)p->store[0] + where;
                step[isa](o->op, d, OPERAND(o->a), OPERAND(o->b), OPERAND(o->c), o->k, n);
            }
            for (int i = 0; i < p->stores; i++) {
                if (p->count > 0 && p->stores == 1 && p->store_type[0] == CK_F32 && p->store_operand[0] == p->code[p->count - 1].d && !m->partial) break;
                const float *v = OPERAND(p->store_operand[i]);
                if (p->store_type[i] == CK_BF16) narrow[isa]((uint16_t *)p->store[i] + where, v, n);
                else memcpy((float *)p->store[i] + where, v, (size_t)n * 4);
            }
            if (m->partial) sums[isa](accumulate, accumulate + pitch, OPERAND(p->u), OPERAND(p->v), n);
        }
        if (m->partial) {
            float *out = m->partial + item * 2 * p->channels;
            memset(out, 0, (size_t)(2 * p->channels) * 4);
            for (int q = 0; q < 2; q++)
                for (int64_t j = 0; j < chunk; j += p->channels)
                    for (int64_t c = 0; c < p->channels; c++) out[q * p->channels + c] += accumulate[q * pitch + j + c];
        }
    }
    ck_arena_free(memory, bytes);
}

int ck_pointwise(const ck_program *p) {
    int64_t total = p->rows * p->channels;
    if (p->samples <= 0 || total <= 0) {
        if (p->sum) {
            memset(p->sum, 0, sizeof(double) * (size_t)(p->samples * p->channels));
            memset(p->product, 0, sizeof(double) * (size_t)(p->samples * p->channels));
        }
        return 0;
    }
    struct machine m = {.p = p};
    m.chunk = p->channels >= 1024 ? p->channels : 1024 / p->channels * p->channels;
    if (m.chunk > total) m.chunk = total;
    m.piece = m.chunk * (16384 / m.chunk > 0 ? 16384 / m.chunk : 1);
    m.pieces = (total + m.piece - 1) / m.piece;
    m.registers = 1;
    for (int j = 0; j < p->count; j++) if (p->code[j].d >= m.registers) m.registers = p->code[j].d + 1;
    int64_t items = p->samples * m.pieces;
    size_t bytes = (size_t)(items * 2 * p->channels) * 4;
    if (p->sum) {
        m.partial = ck_arena_allocate(bytes);
        if (!m.partial) return -1;
    }
    ck_parallel(run, &m, items, items >= 64 ? 4 : 1);
    if (m.partial) {
        for (int64_t s = 0; s < p->samples && !m.failed; s++)
            for (int64_t c = 0; c < p->channels; c++) {
                double a = 0, b = 0;
                for (int64_t j = 0; j < m.pieces; j++) {
                    const float *q = m.partial + (s * m.pieces + j) * 2 * p->channels;
                    a += q[c];
                    b += q[p->channels + c];
                }
                p->sum[s * p->channels + c] = a;
                p->product[s * p->channels + c] = b;
            }
        ck_arena_free(m.partial, bytes);
    }
    return m.failed ? -1 : 0;
}

struct convert { const void *from; void *to; int64_t toStep, fromStep, c; int wide; };
static void convert(void *context, int64_t begin, int64_t end, int thread) {
    struct convert *v = context;
    for (int64_t i = begin; i < end; i++) {
        if (v->wide) widen[ck_isa()]((float *)v->to + i * v->toStep, (const uint16_t *)v->from + i * v->fromStep, v->c);
        else narrow[ck_isa()]((uint16_t *)v->to + i * v->toStep, (const float *)v->from + i * v->fromStep, v->c);
    }
}
static void convert_rows(void *to, int64_t toStep, const void *from, int64_t fromStep, int64_t rows, int64_t c, int wide) {
    /* Rows without gaps are one long row, cut into pieces. */
    int64_t rest = 0, whole = rows;
    if (toStep == c && fromStep == c) {
        int64_t n = rows * c;
        c = toStep = fromStep = n < 8192 ? n : 8192;
        whole = c ? n / c : 0;
        rest = n - whole * c;
    }
    struct convert v = {from, to, toStep, fromStep, c, wide};
    ck_parallel(convert, &v, whole, 1 + 32768 / (c + 1));
    if (rest) {
        if (wide) widen[ck_isa()]((float *)to + whole * c, (const uint16_t *)from + whole * c, rest);
        else narrow[ck_isa()]((uint16_t *)to + whole * c, (const float *)from + whole * c, rest);
    }
}
void ck_widen_rows(float *to, int64_t toStep, const uint16_t *from, int64_t fromStep, int64_t rows, int64_t c) { convert_rows(to, toStep, from, fromStep, rows, c, 1); }
void ck_narrow_rows(uint16_t *to, int64_t toStep, const float *from, int64_t fromStep, int64_t rows, int64_t c) { convert_rows(to, toStep, from, fromStep, rows, c, 0); }
