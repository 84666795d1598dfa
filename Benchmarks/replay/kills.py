"""Kills a run with SIGKILL at random moments, resumes it (and kills the resumed run again with a chance of a half) until it ends, and compares the
final notebook and every figure with those of a run that nobody killed: all bytes but the times.

    python3 Benchmarks/replay/kills.py [--shell .build/release/shell] [--kills 50] [--notebook Benchmarks/replay/state.vnb] [--seed 1]
"""
import argparse, hashlib, json, os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument('--shell', default='.build/release/shell')
parser.add_argument('--notebook', default='Benchmarks/replay/state.vnb')
parser.add_argument('--kills', type=int, default=50)
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('arguments', nargs='*', help='more arguments of shell run')
options = parser.parse_args()
shell, notebook = os.path.abspath(options.shell), os.path.abspath(options.notebook)
draw = random.Random(options.seed)


def outcome(folder):
    """The final bytes without times: the notebook's cells and every other file."""
    nb = json.loads((folder / 'run.ipynb').read_text())
    for cell in nb['cells']:
        cell['metadata'].pop('execution', None)
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob('*.png'))}
    return json.dumps(nb, sort_keys=True), files


def run(folder, *more, kill_after=None):
    p = subprocess.Popen([shell, 'run', notebook, '-o', 'run.ipynb', '--figures', 'figures', *more, *options.arguments], cwd=folder,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if kill_after is not None:
        time.sleep(kill_after)
        p.send_signal(signal.SIGKILL)
    text, _ = p.communicate()
    return p.returncode, text.decode()


def whole(folder):
    """Every file that is there is complete."""
    for p in folder.rglob('*.ipynb'):
        json.loads(p.read_text())
    for p in folder.rglob('run.json'):
        state = json.loads(p.read_text())
        assert not state['session'] or (p.parent / state['session']).exists(), 'run.json speaks of a file that is not there'


base = pathlib.Path(tempfile.mkdtemp(prefix='kills-'))
try:
    first = base / 'unbroken'
    first.mkdir()
    began = time.time()
    code, text = run(first)
    length = time.time() - began
    assert code == 0, text
    wanted = outcome(first)
    print(f'unbroken: {length:.2f} s, {len(wanted[1])} figures')
    kills = resumed = equal = runs = 0
    where = {}
    while kills < options.kills:
        folder = base / f'run{runs}'
        folder.mkdir()
        runs += 1
        more = []
        while True:
            # A resumed run starts again where it was, so it may be killed at any moment of the rest.
            wants = kills < options.kills and (not more or draw.random() < 0.5)
            code, text = run(folder, *more, kill_after=draw.uniform(0, length) if wants else None)
            whole(folder)
            if code in (-9, 137):
                kills += 1
                state = folder / 'run.ipynb.resume' / 'run.json'
                at = json.loads(state.read_text())['cell'] if state.exists() else 0
                where[at] = where.get(at, 0) + 1
                resumed += at > 0
                more = ['--resume']
                continue
            assert code == 0, text
            break
        got = outcome(folder)
        same = got == wanted
        equal += same
        if not same:
            print(f'run {runs}: NOT equal')
            (base / 'wanted.json').write_text(wanted[0])
            (base / 'got.json').write_text(got[0])
            a, b = json.loads(wanted[0]), json.loads(got[0])
            for i, (x, y) in enumerate(zip(a['cells'], b['cells'])):
                if x != y:
                    print(f'  cell {i + 1}:\n    {json.dumps(x["outputs"])[:600]}\n    {json.dumps(y["outputs"])[:600]}')
            for k in wanted[1]:
                if wanted[1][k] != got[1].get(k):
                    print('  figure', k)
        shutil.rmtree(folder)
    print(f'{kills} kills in {runs} runs ({resumed} with a saved session to go on from; cells finished at the kill: {dict(sorted(where.items()))}): {equal} of {runs} endings equal')
    sys.exit(0 if equal == runs else 1)
finally:
    shutil.rmtree(base, ignore_errors=True)
