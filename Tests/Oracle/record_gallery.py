"""Records what the gallery's figures look like in matplotlib, small: golden/gallery.json.

    python Tests/Oracle/record_gallery.py

For each cell of notebooks/gallery.vnb that draws: the size of the saved PNG and its brightness on a grid of 40×30 areas (Pillow's box filter). A test draws the same cells and compares.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
text = open(os.path.join(HERE, '..', '..', 'notebooks', 'gallery.vnb'), encoding='utf-8').read()
lines = ['from PIL import Image', 'import matplotlib.pyplot as plt']
for part in re.split(r'(?m)^# %%', text)[1:]:
    head, _, body = part.partition('\n')
    if '[markdown]' in head:
        continue
    name = head.strip()
    lines.append(body.replace('plt.show()', '\n'.join([
        "plt.savefig('figure.png')", "plt.close('all')", "picture = Image.open('figure.png').convert('L')",
        f"print('{name}', picture.size, list(picture.resize((40, 30), Image.BOX).tobytes()))"])))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'gallery.py')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')
    done = subprocess.run([sys.executable, path], cwd=folder, capture_output=True, text=True, env={**os.environ, 'MPLBACKEND': 'Agg'})
    if done.returncode:
        sys.exit(done.stderr)
figures = {}
for line in done.stdout.splitlines():
    m = re.fullmatch(r'(\w+) \((\d+), (\d+)\) \[(.*)\]', line)
    if m:
        figures[m[1]] = {'size': [int(m[2]), int(m[3])], 'brightness': bytes(int(v) for v in m[4].split(', ')).hex()}
with open(os.path.join(HERE, 'golden', 'gallery.json'), 'w', encoding='utf-8') as file:
    json.dump(figures, file, indent=0)
    file.write('\n')
print(f'{len(figures)} figures')
