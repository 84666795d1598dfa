/* OpenBLAS and its LAPACK, loaded with the first product. */
#ifndef CK_BLAS_H
#define CK_BLAS_H
#include <stddef.h>
#include <stdint.h>

/* Loads the library once; 1 when its routines can be called. */
int ck_blas_load(void);
/* The kernel family that the library chose ("SkylakeX", "Zen", …); "" when it is not loaded. */
const char *ck_blas_core(void);
/* Why a faster family could not be used, or "". */
const char *ck_blas_warning(void);

/* Row-major C = alpha·op(A)·op(B) + beta·C, on the calling thread. ta, tb: 0 plain, 1 transposed. */
void ck_sgemm(int ta, int tb, int64_t m, int64_t n, int64_t k, float alpha, const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);
void ck_dgemm(int ta, int tb, int64_t m, int64_t n, int64_t k, double alpha, const double *a, int64_t lda, const double *b, int64_t ldb, double beta, double *c, int64_t ldc);

/* LAPACK on column-major matrices, workspaces allocated inside. Each returns LAPACK's info, or -1000 when the library is
   missing, -1001 when there is no memory for the workspace. The letters d and s: double and float. */
#define CK_LAPACK(T, p)                                                                                                       \
    int ck_##p##gesdd(char jobz, int m, int n, T *a, int lda, T *s, T *u, int ldu, T *vt, int ldvt);                            \
    int ck_##p##syevd(char jobz, char uplo, int n, T *a, int lda, T *w);                                                        \
    int ck_##p##geev(char jobvl, char jobvr, int n, T *a, int lda, T *wr, T *wi, T *vl, int ldvl, T *vr, int ldvr);             \
    int ck_##p##getrf(int m, int n, T *a, int lda, int *ipiv);                                                                  \
    int ck_##p##getrs(char trans, int n, int nrhs, const T *a, int lda, const int *ipiv, T *b, int ldb);                        \
    int ck_##p##getri(int n, T *a, int lda, const int *ipiv);                                                                   \
    int ck_##p##geqrf(int m, int n, T *a, int lda, T *tau);                                                                     \
    int ck_##p##orgqr(int m, int n, int k, T *a, int lda, const T *tau);                                                        \
    int ck_##p##potrf(char uplo, int n, T *a, int lda);                                                                         \
    int ck_##p##trtrs(char uplo, char trans, char diag, int n, int nrhs, const T *a, int lda, T *b, int ldb);                   \
    int ck_##p##gelsd(int m, int n, int nrhs, T *a, int lda, T *b, int ldb, T *s, T rcond, int *rank);
CK_LAPACK(double, d)
CK_LAPACK(float, s)
#undef CK_LAPACK
#endif
