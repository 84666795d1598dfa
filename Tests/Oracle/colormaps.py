"""Compares every named colour map of matplotlib with the map of that name here: all must be equal to 1/255.

    python Tests/Oracle/colormaps.py SHELL
"""
import ast
import subprocess
import sys
import tempfile

from matplotlib import colormaps

PROGRAM = '''
from matplotlib import colormaps
for name in {names}:
    print(name, [tuple([round(float(v) * 255) for v in colormaps[name](i)]) for i in range(256)])
'''

names = list(colormaps)
with tempfile.NamedTemporaryFile('w', suffix='.py') as file:
    file.write(PROGRAM.format(names=names))
    file.flush()
    here = subprocess.run([sys.argv[1], 'exec', file.name], capture_output=True, text=True)
    there = subprocess.run([sys.executable, file.name], capture_output=True, text=True)
if here.returncode or there.returncode:
    sys.exit(here.stderr + there.stderr)
ours = dict(line.split(' ', 1) for line in here.stdout.splitlines())
worst = {}
for line in there.stdout.splitlines():
    name, colors = line.split(' ', 1)
    worst[name] = max(abs(a - b) for x, y in zip(ast.literal_eval(colors), ast.literal_eval(ours[name])) for a, b in zip(x, y))
off = {name: d for name, d in worst.items() if d > 1}
print(f'{len(worst)} maps of 256 colours, {len(worst) - len(off)} equal to 1/255; {off or "none differs more"}')
sys.exit(1 if off else 0)
