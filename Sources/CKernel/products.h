/* Products of matrices in registers: the kernels that winograd.inc and gemm.inc share. */
/* c[R][NV vectors] (rows cStep apart) = or += Σₖ a[r·aRow + k·aK]·b[k·bStep + column]. */
#define KERNEL(R, NV)                                                                                                         \
    static inline __attribute__((always_inline)) void NAME(kernel_##R##_##NV)(                                                \
        int64_t k, const float *a, int64_t aRow, int64_t aK, const float *b, int64_t bStep, float *c, int64_t cStep, int add) { \
        vf s[R][NV];                                                                                                          \
        _Pragma("unroll") for (int r = 0; r < R; r++) _Pragma("unroll") for (int v = 0; v < NV; v++) s[r][v] = (vf){0};        \
        for (int64_t i = 0; i < k; i++, a += aK, b += bStep) {                                                                \
            vf x[NV];                                                                                                         \
            _Pragma("unroll") for (int v = 0; v < NV; v++) x[v] = load(b + v * VW);                                            \
            _Pragma("unroll") for (int r = 0; r < R; r++) {                                                                    \
                vf y = splat(a[r * aRow]);                                                                                    \
                _Pragma("unroll") for (int v = 0; v < NV; v++) s[r][v] = fma_(y, x[v], s[r][v]);                               \
            }                                                                                                                 \
        }                                                                                                                     \
        _Pragma("unroll") for (int r = 0; r < R; r++) _Pragma("unroll") for (int v = 0; v < NV; v++) {                         \
            float *p = c + r * cStep + v * VW;                                                                                \
            store(p, add ? load(p) + s[r][v] : s[r][v]);                                                                      \
        }                                                                                                                     \
    }
#if ISA == 2
KERNEL(6, 4)
KERNEL(12, 2)
KERNEL(12, 1)
KERNEL(4, 4)
KERNEL(8, 2)
KERNEL(16, 1)
KERNEL(1, 4)
KERNEL(1, 2)
KERNEL(1, 1)
#elif ISA == 1
KERNEL(6, 2)
KERNEL(4, 2)
KERNEL(1, 2)
#else
KERNEL(4, 2)
KERNEL(1, 2)
#endif

/* c[rows][columns] (columns = one block) of one product; rows a multiple of 12. */
static inline __attribute__((always_inline)) void NAME(multiply_)(int64_t rows, int64_t columns, int64_t k, const float *a, int64_t aStep, const float *b, float *c, int64_t cStep, int add) {
#if ISA == 2
    if (columns == 64) for (int64_t r = 0; r < rows; r += 6) NAME(kernel_6_4)(k, a + r * aStep, aStep, 1, b, 64, c + r * cStep, cStep, add);
    else if (columns == 32) for (int64_t r = 0; r < rows; r += 12) NAME(kernel_12_2)(k, a + r * aStep, aStep, 1, b, 32, c + r * cStep, cStep, add);
    else for (int64_t r = 0; r < rows; r += 12) NAME(kernel_12_1)(k, a + r * aStep, aStep, 1, b, 16, c + r * cStep, cStep, add);
#elif ISA == 1
    for (int64_t j = 0; j < columns; j += 16)
        for (int64_t r = 0; r < rows; r += 6) NAME(kernel_6_2)(k, a + r * aStep, aStep, 1, b + j, columns, c + r * cStep + j, cStep, add);
#else
    for (int64_t j = 0; j < columns; j += 8)
        for (int64_t r = 0; r < rows; r += 4) NAME(kernel_4_2)(k, a + r * aStep, aStep, 1, b + j, columns, c + r * cStep + j, cStep, add);
#endif
}
static __attribute__((unused)) void NAME(multiply)(int64_t rows, int64_t columns, int64_t k, const float *a, int64_t aStep, const float *b, float *c, int64_t cStep) {
    NAME(multiply_)(rows, columns, k, a, aStep, b, c, cStep, 0);
}

/* c[i][o] += Σₜ a[t][i]·b[t][o] over t tiles; i: a multiple of 16; o: one block. */
static void NAME(accumulate)(int64_t rows, int64_t columns, int64_t k, const float *a, int64_t aStep, const float *b, int64_t bStep, float *c, int64_t cStep) {
#if ISA == 2
    if (columns == 64) for (int64_t r = 0; r < rows; r += 4) NAME(kernel_4_4)(k, a + r, 1, aStep, b, bStep, c + r * cStep, cStep, 1);
    else if (columns == 32) for (int64_t r = 0; r < rows; r += 8) NAME(kernel_8_2)(k, a + r, 1, aStep, b, bStep, c + r * cStep, cStep, 1);
    else for (int64_t r = 0; r < rows; r += 16) NAME(kernel_16_1)(k, a + r, 1, aStep, b, bStep, c + r * cStep, cStep, 1);
#elif ISA == 1
    for (int64_t j = 0; j < columns; j += 16)
        for (int64_t r = 0; r < rows; r += 4) NAME(kernel_4_2)(k, a + r, 1, aStep, b + j, bStep, c + r * cStep + j, cStep, 1);
#else
    for (int64_t j = 0; j < columns; j += 8)
        for (int64_t r = 0; r < rows; r += 4) NAME(kernel_4_2)(k, a + r, 1, aStep, b + j, bStep, c + r * cStep + j, cStep, 1);
#endif
}
#undef KERNEL
