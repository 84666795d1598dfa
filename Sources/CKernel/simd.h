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
typedef float vf __attribute__((vector_size(VW * 4)));
typedef int32_t vi __attribute__((vector_size(VW * 4)));
typedef uint16_t vs __attribute__((vector_size(VW * 2)));
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
/* a·b + c, fused where the processor can. */
static inline __attribute__((always_inline)) vf fma_(vf a, vf b, vf c) {
#if ISA > 0
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}
