/* The caching allocator of tensor memory. Thread-safe. */
#ifndef CK_ARENA_H
#define CK_ARENA_H
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t current;     /* bytes in use by tensors, as asked for */
    int64_t peak;        /* the most `current` has been since the last reset */
    int64_t reserved;    /* bytes mapped from the system */
    int64_t peak_reserved;
    int64_t allocations; /* blocks handed out since the start */
    int64_t live;        /* blocks in use */
    int64_t segments;    /* mappings held */
} ck_arena_counters;

/* At least n bytes aligned to 64, uninitialised; NULL when the system gives no more (also after trimming). */
void *ck_arena_allocate(size_t n);
/* Gives a block back; n as it was asked for. The block may be reused at once. */
void ck_arena_free(void *p, size_t n);
/* Unmaps every segment that no block uses. Returns the bytes given back. */
int64_t ck_arena_trim(void);
void ck_arena_count(ck_arena_counters *out);
void ck_arena_reset_peak(void);
/* 1: blocks are filled with NaN patterns when handed out and when freed (tests). */
void ck_arena_poison(int on);
/* Checks the arena's lists; returns 0 when whole, else the number of the check that failed (tests). */
int ck_arena_check(void);
#endif
