// This file holds the module `numbers`, written in the cell language.

let numbersSource = #"""
from abc import ABC as _ABC

class Number(_ABC):
    __hash__ = None

class Complex(Number):
    pass

class Real(Complex):
    pass

class Rational(Real):
    @property
    def numerator(self):
        raise NotImplementedError
    @property
    def denominator(self):
        raise NotImplementedError
    def __float__(self):
        return int(self.numerator) / int(self.denominator)

class Integral(Rational):
    pass

Integral.register(int)
Rational.register(int)
for _c in (Real, Complex, Number):
    _c.register(int)
    _c.register(float)
"""#
