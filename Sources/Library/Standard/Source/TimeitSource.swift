// This file holds the module `timeit`, written in the cell language.

let timeitSource = #"""
import time as _time

default_timer = _time.perf_counter
default_number = 1000000

class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        if not callable(stmt):
            raise TypeError('cells do not support statements as text here; pass a function')
        self.stmt = stmt
        self.setup = setup
        self.timer = timer

    def timeit(self, number=default_number):
        if callable(self.setup):
            self.setup()
        f = self.stmt
        start = self.timer()
        for _ in range(number):
            f()
        return self.timer() - start

    def repeat(self, repeat=5, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer).timeit(number)

def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=5, number=default_number, globals=None):
    return Timer(stmt, setup, timer).repeat(repeat, number)
"""#
