# The notebook's own cell: the class weights of the alignment task. The numbers come from `random`, so that CPython needs no library.
import random


class Series:
    def __init__(self, values):
        self.values = list(values)

    def sum(self):
        return sum(self.values)

    def sizes(self):
        count = {}
        for v in self.values:
            count[v] = count.get(v, 0) + 1
        return {k: count[k] for k in sorted(count)}


def get_alignment_weight(alignment_threshold=0, unknown_fraction=0.1, aligned_fraction=0.2):
    """
    estimate alignment task class-weight given chosen configuration
    """
    x = []
    for _ in range(10000):
        if random.random() < unknown_fraction:
            x.append(0)
        else:
            r = random.choice([0, 90, 180, 270]) if random.random() < aligned_fraction else random.randint(0, 359)
            d = r % 90
            x.append(int(min(d, 90 - d) <= alignment_threshold) + 1)

    w = Series(x)
    total = w.sum()
    weights = {k: total - n for k, n in w.sizes().items()}
    whole = sum(weights.values())
    return [round(v / whole, 2) for v in weights.values()]


random.seed(7)
print([get_alignment_weight(i % 3) for i in range(20)])
