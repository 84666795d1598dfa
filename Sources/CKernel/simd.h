/* The vector types of one instruction set. Included by every file that is compiled once per set (see isa.h). */
#if ISA == 2
#define VW 16
#define NAME(x) x##_avx512
#elif ISA == 1
#define VW 8
#define NAME(x) x##_avx2
#else
#define VW 4
#define NAME(x) x##_plain
#endif

#define vf NAME(vf)
#define vi NAME(vi)
#define vs NAME(vs)
#define vb NAME(vb)
typedef float vf __attribute__((vector_size(VW * 4)));
typedef int32_t vi __attribute__((vector_size(VW * 4)));
typedef uint16_t vs __attribute__((vector_size(VW * 2)));
typedef uint8_t vb __attribute__((vector_size(VW), aligned(1)));
#define vfu NAME(vfu)
#define vsu NAME(vsu)
typedef float vfu __attribute__((vector_size(VW * 4), aligned(4)));
typedef uint16_t vsu __attribute__((vector_size(VW * 2), aligned(2)));

#define load NAME(load)
#define store NAME(store)
#define splat NAME(splat)
#define fma_ NAME(fma_)
static inline __attribute__((always_inline)) vf load(const float *p) { return *(const vfu *)p; }
static inline __attribute__((always_inline)) void store(float *p, vf v) { *(vfu *)p = v; }
static inline __attribute__((always_inline)) vf splat(float x) { return x - (vf){0}; }
#define fetch NAME(fetch)
#define put NAME(put)
/* Elements i.. of an array of float, or (half) of bfloat16: widened; rounded to nearest, ties to even, NaN stays NaN. */
static inline __attribute__((always_inline)) vf fetch(const void *p, int64_t i, int half) {
    if (!half) return load((const float *)p + i);
    vs h = *(const vsu *)((const uint16_t *)p + i);
    return (vf)(__builtin_convertvector(h, vi) << 16);
}
static inline __attribute__((always_inline)) void put(void *p, int64_t i, vf v, int half) {
    if (!half) { store((float *)p + i, v); return; }
    vi w = (vi)v, r = w + 0x7fff + ((w >> 16) & 1);
    r = ((v != v) & 0x7fc00000) | (~(v != v) & r);
    *(vsu *)((uint16_t *)p + i) = __builtin_convertvector((r >> 16) & 0xffff, vs);
}
/* a·b + c, fused where the processor can. */
static inline __attribute__((always_inline)) vf fma_(vf a, vf b, vf c) {
#if ISA > 0
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}
