# math, random (CPython's own stream), statistics.
import math
import random
import statistics
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.factorial(10), math.gcd(12, 18, 27), math.lcm(4, 6), math.hypot(3, 4), math.hypot(1, 2, 2))
print(math.exp(1), math.log(math.e), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0), math.expm1(0), math.pow(2, 3), math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.degrees(math.pi), math.radians(180))
print(math.fabs(-2), math.fmod(-7, 3), math.modf(3.5), math.frexp(8.0), math.ldexp(0.5, 3), math.copysign(1, -0.0), math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.prod([1, 2, 3, 4]), math.fsum([0.1] * 10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.dist((0, 0), (3, 4)), math.gamma(5), math.lgamma(10), math.erf(0.5), math.cbrt(27), math.remainder(5, 3), math.ulp(1.0), math.nextafter(1.0, 2.0))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.acos(2), lambda: math.exp(1000), lambda: math.sqrt("x"), lambda: math.factorial(1.5), lambda: math.floor(math.inf), lambda: math.gcd(1.5), lambda: math.comb(-1, 2)):
    try:
        print(bad())
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
random.seed(42)
print(random.random(), random.randint(1, 100), random.uniform(1, 5), random.choice("abcdef"), random.randrange(0, 100, 5), random.getrandbits(16), random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(1.5), random.betavariate(2, 3), random.triangular(0, 10, 3))
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.choices("abc", k=5), random.choices([1, 2, 3], weights=[1, 1, 8], k=6), random.sample(["a", "b", "c", "d"], 2))
r = random.Random(7)
print(r.random(), r.randint(0, 9), [r.randrange(10) for _ in range(5)], r.choice([1, 2, 3]), random.Random("seed").random(), random.Random(2 ** 70).random(), random.Random(3.5).random())
state = random.getstate()
a = random.random()
random.setstate(state)
print(a == random.random(), 0 <= random.random() < 1)
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 5), lambda: random.randrange(0)):
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]), statistics.mode("aabbb"), statistics.stdev([1, 2, 3, 4]), statistics.pstdev([1, 2, 3]), statistics.variance([1, 2, 3, 4]), statistics.pvariance([1, 2]), statistics.fmean([1, 2]), statistics.multimode("aabb"), statistics.median_low([1, 2]), statistics.median_high([1, 2]), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([1, 4]), statistics.quantiles([1, 2, 3, 4, 5], n=4))
try:
    statistics.mean([])
except statistics.StatisticsError as e:
    print(e)
def estimate_pi(n):
    random.seed(1)
    return 4 * sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(n)) / n
print(estimate_pi(2000))
