/* Transcendental functions on vectors. Rational approximations of tanh and erf as in Eigen (MPL-2.0 ideas; coefficients are the
   published minimax ones); exp by range reduction and a polynomial of degree 6. Errors: see PointwiseTests. */
#define vexp NAME(vexp)
#define vtanh NAME(vtanh)
#define verf NAME(verf)
#define vselect NAME(vselect)
static inline __attribute__((always_inline)) vf vselect(vi mask, vf a, vf b) { return (vf)((mask & (vi)a) | (~mask & (vi)b)); }
static inline __attribute__((always_inline)) vf vexp(vf x0) {
    vf x = vselect(x0 < splat(88.72284f), x0, splat(88.72284f));
    x = vselect(x > splat(-104.0f), x, splat(-104.0f));
    vf n = x * splat(1.44269504088896341f);
    /* Round to nearest by adding 1.5·2²³. */
    vf t = n + splat(12582912.0f);
    n = t - splat(12582912.0f);
    vf r = fma_(n, splat(-0.693359375f), x);
    r = fma_(n, splat(2.12194440e-4f), r);
    vf p = splat(1.9875691500e-4f);
    p = fma_(p, r, splat(1.3981999507e-3f));
    p = fma_(p, r, splat(8.3334519073e-3f));
    p = fma_(p, r, splat(4.1665795894e-2f));
    p = fma_(p, r, splat(1.6666665459e-1f));
    p = fma_(p, r, splat(5.0000001201e-1f));
    p = fma_(p, r * r, r) + splat(1.0f);
    /* 2ⁿ in two steps, so that results below 2⁻¹²⁶ come out as they are. */
    vi k = __builtin_convertvector(n, vi), h = k >> 1;
    vf s1 = (vf)((h + 127) << 23), s2 = (vf)((k - h + 127) << 23);
    p = p * s1 * s2;
    p = vselect(x0 > splat(88.72284f), splat(__builtin_inff()), p);
    p = vselect(x0 < splat(-104.0f), splat(0.0f), p);
    return vselect(x0 != x0, x0, p);
}
static inline __attribute__((always_inline)) vf vtanh(vf x0) {
    vf x = vselect(x0 < splat(7.90531110763549805f), x0, splat(7.90531110763549805f));
    x = vselect(x > splat(-7.90531110763549805f), x, splat(-7.90531110763549805f));
    vf q = x * x;
    vf p = splat(-2.76076847742355e-16f);
    p = fma_(p, q, splat(2.00018790482477e-13f));
    p = fma_(p, q, splat(-8.60467152213735e-11f));
    p = fma_(p, q, splat(5.12229709037114e-08f));
    p = fma_(p, q, splat(1.48572235717979e-05f));
    p = fma_(p, q, splat(6.37261928875436e-04f));
    p = fma_(p, q, splat(4.89352455891786e-03f));
    vf d = splat(1.19825839466702e-06f);
    d = fma_(d, q, splat(1.18534705686654e-04f));
    d = fma_(d, q, splat(2.26843463243900e-03f));
    d = fma_(d, q, splat(4.89352518554385e-03f));
    vf r = x * p / d;
    vf a = (vf)((vi)x0 & 0x7fffffff);
    r = vselect(a < splat(0.0004f), x0, r);
    return vselect(x0 != x0, x0, r);
}
static inline __attribute__((always_inline)) vf verf(vf x0) {
    vf x = vselect(x0 < splat(4.0f), x0, splat(4.0f));
    x = vselect(x > splat(-4.0f), x, splat(-4.0f));
    vf q = x * x;
    vf p = splat(-2.72614225801306e-10f);
    p = fma_(p, q, splat(2.77068142495902e-08f));
    p = fma_(p, q, splat(-2.10102402082508e-06f));
    p = fma_(p, q, splat(-5.69250639462346e-05f));
    p = fma_(p, q, splat(-7.34990630326855e-04f));
    p = fma_(p, q, splat(-2.95459980854025e-03f));
    p = fma_(p, q, splat(-1.60960333262415e-02f));
    vf d = splat(-1.45660718464996e-05f);
    d = fma_(d, q, splat(-2.13374055278905e-04f));
    d = fma_(d, q, splat(-1.68282697438203e-03f));
    d = fma_(d, q, splat(-7.37332916720468e-03f));
    d = fma_(d, q, splat(-1.42647390514189e-02f));
    vf r = x * p / d;
    return vselect(x0 != x0, x0, r);
}
