"""PIL.ImageStat: numbers about each band."""

import math


class Stat:
    """Counts, sums, means, medians and so on of an image or a histogram."""

    def __init__(self, image_or_list, mask=None):
        if isinstance(image_or_list, list):
            self.h = image_or_list
        else:
            if mask is not None:
                raise NotImplementedError('a mask is not supported here; crop the image instead')
            self.h = image_or_list.histogram()
        self.bands = list(range(len(self.h) // 256))

    def _each(self, f):
        return [f(self.h[256 * b:256 * b + 256]) for b in self.bands]

    @property
    def extrema(self):
        def ends(h):
            present = [i for i, n in enumerate(h) if n]
            return (present[0], present[-1]) if present else (255, 0)
        return self._each(ends)

    @property
    def count(self): return self._each(sum)
    @property
    def sum(self): return self._each(lambda h: sum(i * n for i, n in enumerate(h)))
    @property
    def sum2(self): return self._each(lambda h: sum(i * i * n for i, n in enumerate(h)))
    @property
    def mean(self): return [s / n if n else 0 for s, n in zip(self.sum, self.count)]

    @property
    def median(self):
        def middle(h):
            half, s = sum(h) // 2, 0
            for i, n in enumerate(h):
                s += n
                if s > half:
                    break
            return i
        return self._each(middle)

    @property
    def rms(self): return [math.sqrt(s / n) if n else 0 for s, n in zip(self.sum2, self.count)]
    @property
    def var(self): return [(s2 - (s ** 2) / n) / n if n else 0 for s, s2, n in zip(self.sum, self.sum2, self.count)]
    @property
    def stddev(self): return [math.sqrt(v) for v in self.var]


Global = Stat
