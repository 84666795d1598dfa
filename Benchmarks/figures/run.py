"""Times the multi-task notebook's kinds of figures here and in matplotlib, in alternation.

    python Benchmarks/figures/run.py SHELL [--rounds 5] [--json FILE]

The cells are those of notebooks/gallery.vnb that draw what the notebook draws: history and bands, both confusion matrices, the grid of examples and the scatter
with medians. Each round runs one program in each, which draws every cell (PNG, as plt.show() stores it) and prints its seconds; imports and the first figure of a process, which
loads fonts, are drawn once before and timed apart. Prints the medians and the ratio. Needs matplotlib and NumPy.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CELLS = ['history', 'bands', 'confusion', 'rotation_matrix', 'examples', 'medians']


def program(folder):
    text = open(os.path.join(HERE, '..', '..', 'notebooks', 'gallery.vnb'), encoding='utf-8').read()
    cells = {}
    before = []
    for part in re.split(r'(?m)^# %%', text)[1:]:
        head, _, body = part.partition('\n')
        if '[markdown]' in head:
            continue
        name = head.strip()
        if name in CELLS:
            cells[name] = body
        elif 'plt.show()' not in body:
            before.append(body)
    missing = [name for name in CELLS if name not in cells]
    if missing:
        sys.exit(f'gallery.vnb has no cell {missing}')
    lines = ['import time', 'start = time.perf_counter()', 'import matplotlib.pyplot as plt'] + before
    lines += ["plt.plot([1, 2])", f"plt.gcf().savefig('{folder}/first.png')", "plt.close('all')", "print('first', time.perf_counter() - start)"]
    for name in CELLS:
        lines += ['start = time.perf_counter()', cells[name].replace('plt.show()', f"plt.gcf().savefig('{folder}/{name}.png'); plt.close('all')"),
                  f"print('{name}', time.perf_counter() - start)"]
    return '\n'.join(lines) + '\n'


def run(command, folder):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, 'figures.py')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(program(folder))
    done = subprocess.run(command + [path], capture_output=True, text=True, env={**os.environ, 'MPLBACKEND': 'Agg'})
    if done.returncode:
        sys.exit(done.stderr)
    return {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('shell')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--json')
    a = parser.parse_args()
    times = {'shell': [], 'matplotlib': []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(a.rounds):
            times['shell'].append(run([a.shell, 'exec'], f'{folder}/shell'))
            times['matplotlib'].append(run([sys.executable], f'{folder}/matplotlib'))
    print(f'{"figure":16} {"shell":>9} {"matplotlib":>11} {"ratio":>6}   (median seconds of {a.rounds})')
    result = {}
    for name in ['first'] + CELLS:
        s, m = (statistics.median(r[name] for r in times[w]) for w in ('shell', 'matplotlib'))
        result[name] = {'shell': s, 'matplotlib': m, 'ratio': s / m}
        print(f'{name:16} {s:9.4f} {m:11.4f} {s / m:6.2f}')
    s, m = (statistics.median(sum(r[n] for n in CELLS) for r in times[w]) for w in ('shell', 'matplotlib'))
    result['all'] = {'shell': s, 'matplotlib': m, 'ratio': s / m}
    print(f'{"all but first":16} {s:9.4f} {m:11.4f} {s / m:6.2f}')
    if a.json:
        with open(a.json, 'w', encoding='utf-8') as file:
            json.dump({'rounds': times, 'median': result}, file, indent=1)


main()
