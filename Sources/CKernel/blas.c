/* This file defines the door to OpenBLAS: loading, the choice of its kernels, products and LAPACK. */
#define _GNU_SOURCE
#include "include/ck_blas.h"
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *lib;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char core[64], warning[256];
static void (*sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
static void (*dgemm)(int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int);

/* A product with sides that are no multiples of the kernels' tiles, against plain sums. Kernels of 2019 for this family gave
   wrong numbers (NixOS/nixpkgs #59708). */
static int product_is_right(void) {
    enum { M = 37, N = 53, K = 71 };
    float *a = malloc(sizeof(float) * M * K), *b = malloc(sizeof(float) * K * N), *c = malloc(sizeof(float) * M * N);
    int ok = a && b && c;
    if (ok) {
        for (int i = 0; i < M * K; i++) a[i] = (float)((i * 37 % 101) - 50) / 64;
        for (int i = 0; i < K * N; i++) b[i] = (float)((i * 53 % 97) - 48) / 64;
        sgemm(101, 111, 111, M, N, K, 1, a, K, b, N, 0, c, N);
        for (int i = 0; i < M && ok; i++)
            for (int j = 0; j < N && ok; j++) {
                double s = 0;
                for (int k = 0; k < K; k++) s += (double)a[i * K + k] * b[k * N + j];
                ok = fabs(s - c[i * N + j]) < 1e-3;
            }
    }
    free(a); free(b); free(c);
    return ok;
}

static int open_library(void) {
    lib = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!lib) lib = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
    if (!lib) {
        snprintf(warning, sizeof warning, "libopenblas.so.0 is not installed");
        return 0;
    }
    sgemm = (void (*)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int))dlsym(lib, "cblas_sgemm");
    dgemm = (void (*)(int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int))dlsym(lib, "cblas_dgemm");
    /* Our own pool splits the work; the library's threads would fight with it. */
    void (*set)(int) = (void (*)(int))dlsym(lib, "openblas_set_num_threads");
    if (set) set(1);
    char *(*name)(void) = (char *(*)(void))dlsym(lib, "openblas_get_corename");
    snprintf(core, sizeof core, "%s", name ? name() : "");
    if (!sgemm || !dgemm) {
        snprintf(warning, sizeof warning, "libopenblas.so.0 has no cblas_sgemm");
        dlclose(lib);
        lib = NULL;
        return 0;
    }
    return 1;
}

static void load(void) {
    /* 0.3.21 does not know processors newer than itself and falls back to AVX2: half the speed. The variable must be set
       before the library loads; what the user set rules. */
    int user = getenv("OPENBLAS_CORETYPE") != NULL, threads = getenv("OPENBLAS_NUM_THREADS") != NULL;
    __builtin_cpu_init();
    int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (!threads) setenv("OPENBLAS_NUM_THREADS", "1", 0);
    if (!user && wide) setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
    int ok = open_library();
    if (ok && !user && wide && !product_is_right()) {
        snprintf(warning, sizeof warning, "OpenBLAS's %s kernels give a wrong product on this processor; its own choice is used", core);
        dlclose(lib);
        unsetenv("OPENBLAS_CORETYPE");
        ok = open_library();
    }
    if (!user && wide) unsetenv("OPENBLAS_CORETYPE");
    if (!threads) unsetenv("OPENBLAS_NUM_THREADS");
    if (ok && wide && !user && strcmp(core, "SkylakeX") && strcmp(core, "Cooperlake") && strcmp(core, "Sapphirerapids") && !warning[0])
        snprintf(warning, sizeof warning, "OpenBLAS does not know this processor (it chose %s); matrix products run at half speed", core);
}

int ck_blas_load(void) {
    pthread_once(&once, load);
    return lib != NULL;
}
const char *ck_blas_core(void) { return ck_blas_load() ? core : ""; }
const char *ck_blas_warning(void) { ck_blas_load(); return warning; }

void ck_sgemm(int ta, int tb, int64_t m, int64_t n, int64_t k, float alpha, const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
    sgemm(101, ta ? 112 : 111, tb ? 112 : 111, (int)m, (int)n, (int)k, alpha, a, (int)lda, b, (int)ldb, beta, c, (int)ldc);
}
void ck_dgemm(int ta, int tb, int64_t m, int64_t n, int64_t k, double alpha, const double *a, int64_t lda, const double *b, int64_t ldb, double beta, double *c, int64_t ldc) {
    dgemm(101, ta ? 112 : 111, tb ? 112 : 111, (int)m, (int)n, (int)k, alpha, a, (int)lda, b, (int)ldb, beta, c, (int)ldc);
}

/* A Fortran routine by name, looked up at its first call. */
#define FIND(p, r)                                                                                                            \
    static void *f;                                                                                                           \
    if (!ck_blas_load()) return -1000;                                                                                        \
    if (!f) f = dlsym(lib, #p #r "_");                                                                                        \
    if (!f) return -1000;
#define MAX1(x) ((x) > 1 ? (x) : 1)

#define LAPACK(T, p)                                                                                                          \
    int ck_##p##gesdd(char jobz, int m, int n, T *a, int lda, T *s, T *u, int ldu, T *vt, int ldvt) {                           \
        FIND(p, gesdd)                                                                                                        \
        typedef void (*fn)(char *, int *, int *, T *, int *, T *, T *, int *, T *, int *, T *, int *, int *, int *, size_t);  \
        int info = 0, lwork = -1, small = m < n ? m : n;                                                                      \
        int *iwork = malloc(sizeof(int) * (size_t)MAX1(8 * small));                                                           \
        T query = 0;                                                                                                          \
        if (!iwork) return -1001;                                                                                             \
        ((fn)f)(&jobz, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, &query, &lwork, iwork, &info, 1);                              \
        if (info == 0) {                                                                                                      \
            lwork = (int)query + 64;                                                                                          \
            T *work = malloc(sizeof(T) * (size_t)lwork);                                                                      \
            if (!work) info = -1001;                                                                                          \
            else ((fn)f)(&jobz, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, iwork, &info, 1);                       \
            free(work);                                                                                                       \
        }                                                                                                                     \
        free(iwork);                                                                                                          \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##syevd(char jobz, char uplo, int n, T *a, int lda, T *w) {                                                       \
        FIND(p, syevd)                                                                                                        \
        typedef void (*fn)(char *, char *, int *, T *, int *, T *, T *, int *, int *, int *, int *, size_t, size_t);          \
        int info = 0, lwork = -1, liwork = -1, iquery = 0;                                                                    \
        T query = 0;                                                                                                          \
        ((fn)f)(&jobz, &uplo, &n, a, &lda, w, &query, &lwork, &iquery, &liwork, &info, 1, 1);                                 \
        if (info) return info;                                                                                                \
        lwork = (int)query + 64;                                                                                              \
        liwork = iquery + 8;                                                                                                  \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        int *iwork = malloc(sizeof(int) * (size_t)liwork);                                                                    \
        if (!work || !iwork) info = -1001;                                                                                    \
        else ((fn)f)(&jobz, &uplo, &n, a, &lda, w, work, &lwork, iwork, &liwork, &info, 1, 1);                                \
        free(work);                                                                                                           \
        free(iwork);                                                                                                          \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##geev(char jobvl, char jobvr, int n, T *a, int lda, T *wr, T *wi, T *vl, int ldvl, T *vr, int ldvr) {            \
        FIND(p, geev)                                                                                                         \
        typedef void (*fn)(char *, char *, int *, T *, int *, T *, T *, T *, int *, T *, int *, T *, int *, int *, size_t, size_t); \
        int info = 0, lwork = -1;                                                                                             \
        T query = 0;                                                                                                          \
        ((fn)f)(&jobvl, &jobvr, &n, a, &lda, wr, wi, vl, &ldvl, vr, &ldvr, &query, &lwork, &info, 1, 1);                      \
        if (info) return info;                                                                                                \
        lwork = (int)query + 64;                                                                                              \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        if (!work) return -1001;                                                                                              \
        ((fn)f)(&jobvl, &jobvr, &n, a, &lda, wr, wi, vl, &ldvl, vr, &ldvr, work, &lwork, &info, 1, 1);                        \
        free(work);                                                                                                           \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##getrf(int m, int n, T *a, int lda, int *ipiv) {                                                                 \
        FIND(p, getrf)                                                                                                        \
        int info = 0;                                                                                                         \
        ((void (*)(int *, int *, T *, int *, int *, int *))f)(&m, &n, a, &lda, ipiv, &info);                                  \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##getrs(char trans, int n, int nrhs, const T *a, int lda, const int *ipiv, T *b, int ldb) {                       \
        FIND(p, getrs)                                                                                                        \
        int info = 0;                                                                                                         \
        ((void (*)(char *, int *, int *, const T *, int *, const int *, T *, int *, int *, size_t))f)(&trans, &n, &nrhs, a, &lda, ipiv, b, &ldb, &info, 1); \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##getri(int n, T *a, int lda, const int *ipiv) {                                                                  \
        FIND(p, getri)                                                                                                        \
        int info = 0, lwork = MAX1(n * 64);                                                                                   \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        if (!work) return -1001;                                                                                              \
        ((void (*)(int *, T *, int *, const int *, T *, int *, int *))f)(&n, a, &lda, ipiv, work, &lwork, &info);             \
        free(work);                                                                                                           \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##geqrf(int m, int n, T *a, int lda, T *tau) {                                                                    \
        FIND(p, geqrf)                                                                                                        \
        int info = 0, lwork = MAX1(n * 64);                                                                                   \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        if (!work) return -1001;                                                                                              \
        ((void (*)(int *, int *, T *, int *, T *, T *, int *, int *))f)(&m, &n, a, &lda, tau, work, &lwork, &info);           \
        free(work);                                                                                                           \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##orgqr(int m, int n, int k, T *a, int lda, const T *tau) {                                                       \
        FIND(p, orgqr)                                                                                                        \
        int info = 0, lwork = MAX1(n * 64);                                                                                   \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        if (!work) return -1001;                                                                                              \
        ((void (*)(int *, int *, int *, T *, int *, const T *, T *, int *, int *))f)(&m, &n, &k, a, &lda, tau, work, &lwork, &info); \
        free(work);                                                                                                           \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##potrf(char uplo, int n, T *a, int lda) {                                                                        \
        FIND(p, potrf)                                                                                                        \
        int info = 0;                                                                                                         \
        ((void (*)(char *, int *, T *, int *, int *, size_t))f)(&uplo, &n, a, &lda, &info, 1);                                \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##trtrs(char uplo, char trans, char diag, int n, int nrhs, const T *a, int lda, T *b, int ldb) {                  \
        FIND(p, trtrs)                                                                                                        \
        int info = 0;                                                                                                         \
        ((void (*)(char *, char *, char *, int *, int *, const T *, int *, T *, int *, int *, size_t, size_t, size_t))f)(&uplo, &trans, &diag, &n, &nrhs, a, &lda, b, &ldb, &info, 1, 1, 1); \
        return info;                                                                                                          \
    }                                                                                                                         \
    int ck_##p##gelsd(int m, int n, int nrhs, T *a, int lda, T *b, int ldb, T *s, T rcond, int *rank) {                         \
        FIND(p, gelsd)                                                                                                        \
        typedef void (*fn)(int *, int *, int *, T *, int *, T *, int *, T *, T *, int *, T *, int *, int *, int *);           \
        int info = 0, lwork = -1, iquery = 0;                                                                                 \
        T query = 0;                                                                                                          \
        ((fn)f)(&m, &n, &nrhs, a, &lda, b, &ldb, s, &rcond, rank, &query, &lwork, &iquery, &info);                            \
        if (info) return info;                                                                                                \
        lwork = (int)query + 64;                                                                                              \
        T *work = malloc(sizeof(T) * (size_t)lwork);                                                                          \
        int *iwork = malloc(sizeof(int) * (size_t)MAX1(iquery));                                                              \
        if (!work || !iwork) info = -1001;                                                                                    \
        else ((fn)f)(&m, &n, &nrhs, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, iwork, &info);                           \
        free(work);                                                                                                           \
        free(iwork);                                                                                                          \
        return info;                                                                                                          \
    }
LAPACK(double, d)
LAPACK(float, s)
