import numpy as np
x = np.array([0, .5, 1, 2])
print(np.exp(x), np.log1p(x), np.sqrt(x), np.square(x), np.sin(x), np.cos(x), np.tanh(x), np.arctan2(x, 1), sep='\n')
print(np.floor([-1.5, 1.5]), np.ceil([-1.5, 1.5]), np.round([.5, 1.5, 2.567], 1), np.trunc([-1.7]), np.rint([2.5, 3.5]), np.fix(-2.7), np.sign([-3, 0, 2]), np.abs([-1, 1]))
print(np.maximum([1, 5], [3, 2]), np.minimum(3, [1, 5]), np.clip([-1, 5, 10], 0, 8), np.power(2, [1, 2, 3]), np.mod(-5, 3), np.fmod(-5, 3), np.hypot(3, 4), np.divmod(7, 3))
print(np.logical_and([1, 0], [1, 1]), np.logical_not([0, 1]), np.logical_xor(True, [True, False]), np.bitwise_and(6, 3), np.invert(np.uint8(1)), np.left_shift(1, 4), ~np.array([True, False]))
print(np.isnan([1, np.nan]), np.isinf([np.inf]), np.isfinite([1, np.nan]), np.isclose(.1 + .2, .3), np.allclose([1], [1 + 1e-9]), np.array_equal([1, 2], [1, 2]), np.equal([1, 2], [1, 3]))
print(np.deg2rad(180), np.rad2deg(np.pi), np.gcd(12, 18), np.lcm(4, 6), np.cbrt(27), np.exp2(3), np.log2(8), np.log10(1000), np.reciprocal(4.))
print(np.where([True, False], 1, 2), np.select([x < 1, x < 2], [x, x * 10], -1), np.piecewise(x, [x < 1, x >= 1], [0, 1]), np.heaviside([-1, 0, 1], .5), np.nan_to_num([np.nan, np.inf]), np.sinc(0.5), np.interp(1.5, [1, 2], [10, 20]))
