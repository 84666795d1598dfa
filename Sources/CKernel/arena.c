/* This file defines the caching allocator: small blocks by size class, large ones best fit with splitting and merging.

   A training step asks for the same sizes again and again, and mapping and unmapping gigabytes costs half of a step (page
   faults). So nothing goes back to the system before ck_arena_trim or exhaustion. One segment grows downwards, so that blocks that
   are freed side by side serve any size later; where its way is barred another begins. Segments lie on 2-MB boundaries and ask for
   huge pages. Every large block carries a header of one cache line before its first byte. */
#define _GNU_SOURCE
#include "include/ck_arena.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define LINE 64
#define HUGE ((size_t)2 << 20)
#define SMALL_LIMIT ((size_t)256 << 10) /* up to here by class */
#define CHUNK ((size_t)2 << 20)         /* small blocks are carved from these */
#define SEGMENT ((size_t)16 << 20)      /* the least that is mapped for large blocks, while memory allows */
#define MAGIC 0x6b636f6c42616772ull

struct block {
    uint64_t magic;
    size_t size; /* with the header */
    struct block *before, *after;       /* neighbours in the segment, by address */
    struct block *up, *down;            /* the free list of its bin */
    int used;
};
_Static_assert(sizeof(struct block) <= LINE, "the header is one cache line");


#define BINS 48
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct block *bins[BINS]; /* free blocks by power of two */
#define CLASSES 80 /* class_of(SMALL_LIMIT) + 1 */
static void *small[CLASSES];
static char *carve, *carve_end; /* the chunk being cut */
static ck_arena_counters counters;
static int poison;

/* Classes: multiples of 64 to 512, then eight steps per doubling (at most 1/8 is wasted). */
static int class_of(size_t n, size_t *rounded) {
    if (n <= 512) {
        size_t r = (n + 63) / 64;
        if (r == 0) r = 1;
        *rounded = r * 64;
        return (int)r - 1;
    }
    int top = 63 - __builtin_clzll(n - 1); /* 2^top <= n-1 */
    size_t step = (size_t)1 << (top - 3);
    size_t r = (n + step - 1) / step * step;
    *rounded = r;
    int c = 8 + (top - 9) * 8 + (int)((r - ((size_t)1 << top)) / step) - 1;
    return c;
}

static int bin_of(size_t size) {
    int b = 63 - __builtin_clzll(size);
    return b >= BINS ? BINS - 1 : b;
}

static void unlink_free(struct block *b) {
    if (b->up) b->up->down = b->down; else bins[bin_of(b->size)] = b->down;
    if (b->down) b->down->up = b->up;
    b->up = b->down = NULL;
}
static void link_free(struct block *b) {
    int i = bin_of(b->size);
    b->up = NULL;
    b->down = bins[i];
    if (bins[i]) bins[i]->up = b;
    bins[i] = b;
}

/* Whether `size` more bytes leave the rest of the program (its heap, thread stacks) room below `ulimit -v`: an allocation
   that fails there ends the program, here it is an exception. */
#define HEADROOM ((size_t)96 << 20)
static int fits_limit(size_t size) {
    struct rlimit l;
    if (getrlimit(RLIMIT_AS, &l) || l.rlim_cur == RLIM_INFINITY) return 1;
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long long pages = 0;
    if (!f) return 1;
    int ok = fscanf(f, "%llu", &pages) == 1;
    fclose(f);
    if (!ok) return 1;
    unsigned long long used = pages * (unsigned long long)sysconf(_SC_PAGESIZE) + HEADROOM;
    return used <= l.rlim_cur && size <= l.rlim_cur - used;
}

#define UP(x) (((uintptr_t)(x) + HUGE - 1) & ~(uintptr_t)(HUGE - 1))
#define DOWN(x) ((uintptr_t)(x) & ~(uintptr_t)(HUGE - 1))

static char *lowest; /* where the growing segment begins; its first block lies there */

/* How far below the other mappings the first segment begins: they fill the address space downwards too. */
#define ROOM ((size_t)128 << 30)

/* At `where`, a 2-MB boundary, or at any when NULL. */
static char *map_pages(char *where, size_t size) {
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS;
    if (where) {
        char *p = mmap(where, size, PROT_READ | PROT_WRITE, flags | MAP_FIXED_NOREPLACE, -1, 0);
        if (p == MAP_FAILED) return NULL;
        if (p == where) return p;
        munmap(p, size); /* a kernel that does not know the flag */
        return NULL;
    }
    /* One huge page more, to cut a boundary out of the mapping. */
    size_t whole = size + HUGE;
    if (whole < size) return NULL;
    char *p = mmap(NULL, whole, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (p == MAP_FAILED) return NULL;
    char *start = (char *)UP(p);
    if (start > p) munmap(p, (size_t)(start - p));
    if (p + whole > start + size) munmap(start + size, (size_t)(p + whole - (start + size)));
    return start;
}

/* A place with room on both sides, or NULL. */
static char *roomy(size_t size) {
    char *p = mmap(NULL, 2 * ROOM, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) return NULL;
    munmap(p, 2 * ROOM);
    return map_pages((char *)UP(p + ROOM), size);
}

/* A free block, in no list, of `size` bytes or more; at least `want` are mapped for it. */
static struct block *map_segment(size_t size, size_t want) {
    struct block *next = (struct block *)lowest;
    size_t there = next && !next->used ? next->size : 0;
    size_t more = UP(size > there ? size - there : 1);
    if (more < want) more = want;
    char *p = NULL;
    if (next && fits_limit(more)) p = map_pages(lowest - more, more);
    if (!p) {
        next = NULL;
        more = UP(size);
        if (more < size) return NULL;
        if (more < want) more = want;
        if (!fits_limit(more + HUGE)) return NULL;
        if (!lowest) p = roomy(more);
        if (!p) p = map_pages(NULL, more);
        if (!p) return NULL;
        counters.segments++;
    }
    madvise(p, more, MADV_HUGEPAGE);
    counters.reserved += (int64_t)more;
    if (counters.reserved > counters.peak_reserved) counters.peak_reserved = counters.reserved;
    struct block *b = (struct block *)p;
    memset(b, 0, sizeof *b);
    b->magic = MAGIC;
    b->size = more;
    if (next && !next->used) {
        unlink_free(next);
        b->size += next->size;
        b->after = next->after;
        next->magic = 0;
    } else {
        b->after = next;
    }
    if (b->after) b->after->before = b;
    lowest = p;
    return b;
}

/* Unmaps the whole huge pages of every free block; what lies on their two sides become segments of their own. */
static int64_t trim(void) {
    int64_t freed = 0;
    for (int i = 0; i < BINS; i++) {
        for (struct block *b = bins[i], *next; b; b = next) {
            next = b->down;
            char *start = (char *)b, *end = start + b->size, *from = (char *)UP(start), *to = (char *)DOWN(end);
            if (from >= to) continue;
            struct block *before = b->before, *after = b->after;
            unlink_free(b);
            if (from > start) {
                b->size = (size_t)(from - start);
                b->after = NULL;
                link_free(b);
            } else if (before) {
                before->after = NULL;
            }
            if (end > to) {
                struct block *r = (struct block *)to;
                memset(r, 0, sizeof *r);
                r->magic = MAGIC;
                r->size = (size_t)(end - to);
                r->after = after;
                if (after) after->before = r;
                link_free(r);
            } else if (after) {
                after->before = NULL;
            }
            counters.segments += (before || from > start) + (after || end > to) - 1;
            if (start == lowest) lowest = after || end > to ? to : NULL;
            munmap(from, (size_t)(to - from));
            freed += to - from;
        }
    }
    counters.reserved -= freed;
    return freed;
}

static struct block *take_large(size_t n) {
    size_t size = n + LINE;
    if (size < n) return NULL;
    /* Big blocks in whole 16-KB steps, so that what is left of a split is worth keeping. */
    size_t step = n >= ((size_t)1 << 20) ? (size_t)16 << 10 : (size_t)4 << 10;
    size = (size + step - 1) & ~(step - 1);
    if (size < n) return NULL;
    struct block *best = NULL;
    for (int i = bin_of(size); i < BINS && !best; i++)
        for (struct block *b = bins[i]; b; b = b->down)
            if (b->size >= size && (!best || b->size < best->size)) best = b;
    if (best) {
        unlink_free(best);
    } else {
        best = map_segment(size, SEGMENT);
        if (!best) best = map_segment(size, 0);
        if (!best && trim() > 0) best = map_segment(size, 0);
        if (!best) return NULL;
    }
    if (best->size - size >= ((size_t)64 << 10)) {
        struct block *rest = (struct block *)((char *)best + size);
        size_t left = best->size - size;
        if ((char *)best == lowest) {
            /* The far end, so that what is left can grow. */
            rest = (struct block *)((char *)best + left);
            left = size;
        }
        memset(rest, 0, sizeof *rest);
        rest->magic = MAGIC;
        rest->size = left;
        rest->before = best;
        rest->after = best->after;
        if (rest->after) rest->after->before = rest;
        best->after = rest;
        best->size -= left;
        if ((char *)best == lowest) {
            struct block *t = best;
            best = rest;
            rest = t;
        }
        link_free(rest);
    }
    best->used = 1;
    return best;
}

static void give_large(struct block *b) {
    b->used = 0;
    struct block *a = b->after;
    if (a && !a->used) {
        unlink_free(a);
        b->size += a->size;
        b->after = a->after;
        if (b->after) b->after->before = b;
        a->magic = 0;
    }
    struct block *p = b->before;
    if (p && !p->used) {
        unlink_free(p);
        p->size += b->size;
        p->after = b->after;
        if (p->after) p->after->before = p;
        b->magic = 0;
        b = p;
    }
    link_free(b);
}

void *ck_arena_allocate(size_t n) {
    void *p = NULL;
    if (n > ((size_t)1 << 47)) return NULL;
    size_t filled = n;
    pthread_mutex_lock(&lock);
    if (n <= SMALL_LIMIT) {
        size_t r;
        int c = class_of(n ? n : 1, &r);
        filled = r;
        if (small[c]) {
            p = small[c];
            small[c] = *(void **)p;
        } else {
            if ((size_t)(carve_end - carve) < r) {
                /* What is left of the old chunk becomes blocks of the classes that fit. */
                while (carve_end - carve >= 64) {
                    size_t left = (size_t)(carve_end - carve), got;
                    size_t ask = left > SMALL_LIMIT ? SMALL_LIMIT : left;
                    int k = class_of(ask, &got);
                    while (got > left) k = class_of(ask = (ask > 512 ? ask * 7 / 8 : ask - 64), &got);
                    *(void **)carve = small[k];
                    small[k] = carve;
                    carve += got;
                }
                struct block *b = take_large(CHUNK - LINE);
                if (b) {
                    carve = (char *)b + LINE;
                    carve_end = (char *)b + b->size;
                }
            }
            if ((size_t)(carve_end - carve) >= r) {
                p = carve;
                carve += r;
            }
        }
    } else {
        struct block *b = take_large(n);
        if (b) p = (char *)b + LINE;
    }
    if (p) {
        counters.current += (int64_t)n;
        counters.allocations++;
        counters.live++;
        if (counters.current > counters.peak) counters.peak = counters.current;
    }
    int fill = poison;
    pthread_mutex_unlock(&lock);
    if (fill && p) memset(p, 0xff, filled);
    return p;
}

void ck_arena_free(void *p, size_t n) {
    if (!p) return;
    if (poison) memset(p, 0xff, n);
    pthread_mutex_lock(&lock);
    counters.current -= (int64_t)n;
    counters.live--;
    if (n <= SMALL_LIMIT) {
        size_t r;
        int c = class_of(n ? n : 1, &r);
        *(void **)p = small[c];
        small[c] = p;
    } else {
        struct block *b = (struct block *)((char *)p - LINE);
        if (b->magic != MAGIC || !b->used) abort(); /* a block freed twice, or a header overwritten: our own bug */
        give_large(b);
    }
    pthread_mutex_unlock(&lock);
}

int64_t ck_arena_trim(void) {
    pthread_mutex_lock(&lock);
    int64_t n = trim();
    pthread_mutex_unlock(&lock);
    return n;
}

void ck_arena_count(ck_arena_counters *out) {
    pthread_mutex_lock(&lock);
    *out = counters;
    pthread_mutex_unlock(&lock);
}

void ck_arena_reset_peak(void) {
    pthread_mutex_lock(&lock);
    counters.peak = counters.current;
    counters.peak_reserved = counters.reserved;
    pthread_mutex_unlock(&lock);
}

void ck_arena_poison(int on) { poison = on; }

int ck_arena_check(void) {
    int bad = 0;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < BINS && !bad; i++) {
        for (struct block *b = bins[i]; b && !bad; b = b->down) {
            if (b->magic != MAGIC) bad = 1;
            else if (b->used) bad = 2;
            else if (bin_of(b->size) != i) bad = 3;
            else if (b->after && (b->after != (struct block *)((char *)b + b->size) || b->after->before != b)) bad = 4;
            else if (b->after && !b->after->used) bad = 5;
            else if (b->before && (!b->before->used || b->before->after != b)) bad = 6;
        }
    }
    pthread_mutex_unlock(&lock);
    return bad;
}
