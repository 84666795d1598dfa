# The notebook's own cell as it stands: the class weights of the alignment task. Needs numpy and pandas under CPython.
import numpy as np
import pandas as pd


def get_alignment_weight(alignment_threshold=0, unknown_fraction=0.1, aligned_fraction=0.2):
    """
    estimate alignment task class-weight given chosen configuration
    """
    x = []
    for _ in range(10000): # run 10000 tries and get stats
        if np.random.rand() < unknown_fraction:
            x.append(0)
        else:
            r = np.random.choice([0, 90, 180, 270]) if np.random.rand() < aligned_fraction else \
                np.random.randint(0, 360)
            d = r % 90
            x.append(int(min(d, 90 - d) <= alignment_threshold) + 1)

    w = pd.Series(x)
    w = w.sum() - w.groupby(w).size()
    return list(np.round(list(w/w.sum()), 2))


np.random.seed(7)
print([float(v) for v in get_alignment_weight()])
