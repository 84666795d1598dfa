"""Draws the gallery notebook under CPython with matplotlib and by `shell`, and lays the two side by side.

    python Tests/Oracle/gallery.py SHELL OUT [NOTEBOOK]

Writes OUT/matplotlib/NAME.png, OUT/shell/NAME.png, OUT/index.html; prints the structural similarity of each figure, the median and the worst,
and the time that both took.
"""
import os, re, subprocess, sys, time

program, out = sys.argv[1], os.path.abspath(sys.argv[2])
notebook = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(__file__), '..', '..', 'notebooks', 'gallery.vnb')

cells = []
for part in re.split(r'(?m)^# %%', open(notebook).read())[1:]:
    head, _, body = part.partition('\n')
    if '[markdown]' not in head:
        cells.append((head.strip(), body))

# Both run the same program: the cells, each figure saved under its cell's name where it would be shown.
def text(folder):
    lines = ['import time', 'import matplotlib', 'import matplotlib.pyplot as plt']
    for name, body in cells:
        # A cell that fails is named, and the rest goes on.
        body = '\n'.join(f'    {l}' for l in body.rstrip().split('\n'))
        body = f'try:\n{body}\nexcept Exception as e:\n    print({name!r}, type(e).__name__, e)\n    plt.close("all")'
        lines.append(body.replace('plt.show()', f"plt.gcf().savefig('{folder}/{name}.png'); plt.close('all')"))
    return '\n'.join(lines) + '\n'

for which in ('matplotlib', 'shell'):
    os.makedirs(f'{out}/{which}', exist_ok=True)
    open(f'{out}/run_{which}.py', 'w').write(text(f'{out}/{which}'))
seconds = {}
for which, command in (('matplotlib', [sys.executable, f'{out}/run_matplotlib.py']), ('shell', [program, 'exec', f'{out}/run_shell.py'])):
    start = time.time()
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, 'MPLBACKEND': 'Agg'})
    seconds[which] = time.time() - start
    if run.stdout or run.returncode:
        print(which + ':', run.stdout[-3000:], run.stderr[-3000:])

import numpy as np
from PIL import Image
from skimage.metrics import structural_similarity
rows = []
for name, body in cells:
    files = [f'{out}/{w}/{name}.png' for w in ('matplotlib', 'shell')]
    if not os.path.exists(files[0]):
        continue
    if not os.path.exists(files[1]):
        rows.append((0.0, name, 'not drawn'))
        continue
    a, b = (np.asarray(Image.open(f).convert('RGB')) for f in files)
    note = '' if a.shape == b.shape else f'sizes {a.shape[:2]} and {b.shape[:2]}'
    h, w = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    s = structural_similarity(a[:h, :w], b[:h, :w], channel_axis=2)
    d = np.abs(a[:h, :w].astype(int) - b[:h, :w]).max(axis=2)
    rows.append((s, name, note or f'{(d > 64).mean():.2%} of the pixels differ by more than a quarter'))
for s, name, note in sorted(rows):
    print(f'{s:.3f}  {name:16} {note}')
values = [r[0] for r in rows]
if values:
    print(f'{len(values)} figures, median {np.median(values):.3f}, worst {min(rows)[1]} {min(values):.3f}; {seconds["shell"]:.1f} s against {seconds["matplotlib"]:.1f} s')
page = ['<!doctype html><meta charset=utf-8><title>Gallery</title><style>body{font:14px sans-serif}img{max-width:48vw}</style><h1>matplotlib left, shell right</h1>']
for s, name, note in rows:
    page.append(f'<h3>{name}: {s:.3f}</h3><p>{note}</p><img src=matplotlib/{name}.png> <img src=shell/{name}.png>')
open(f'{out}/index.html', 'w').write('\n'.join(page))
