"""Calls the library's functions with arguments out of any range (calls.py) for some minutes, and counts the calls that ended the program or hung.

    python3 Benchmarks/arguments/run.py [--shell .build/release/shell] [--seconds 60] [--seed 1] [--python python3] [MODE ...]

MODE: np, torch, nn, pd, pil (all of them unless said). A Python that has the originals (--python) lists names that `dir` of ours leaves out. Memory is limited to 12 GB, so that a size beyond
memory must end in MemoryError; a call of more than 12 seconds is a hang. Prints each call that ended the program, and where the source says so the place.
"""
import argparse, os, pathlib, re, subprocess, sys, tempfile, threading, time

parser = argparse.ArgumentParser()
parser.add_argument('--shell', default='.build/release/shell')
parser.add_argument('--python', default='python3')
parser.add_argument('--seconds', type=float, default=60)
parser.add_argument('--seed', default='1')
parser.add_argument('modes', nargs='*', default=['np', 'torch', 'nn', 'pd', 'pil'])
options = parser.parse_args()
here, shell = pathlib.Path(__file__).resolve().parent, os.path.abspath(options.shell)
LISTED = """import importlib
for m in ['numpy', 'numpy.random', 'numpy.linalg', 'torch', 'torch.nn.functional', 'torch.linalg', 'torch.nn.init', 'torch.nn', 'pandas']:
    print(m, *[n for n in dir(importlib.import_module(m)) if not n.startswith('_')])
import torch, pandas
print('C:Tensor', *[n for n in dir(torch.zeros(1)) if not n.startswith('_')])
print('C:Series', *[n for n in dir(pandas.Series([1])) if not n.startswith('_')])
print('C:DataFrame', *[n for n in dir(pandas.DataFrame()) if not n.startswith('_')])"""


def trial(mode, folder, names):
    """(steps, endings, hangs) of one mode."""
    start, begun, endings, hangs, total = 0, time.time(), 0, 0, 10 ** 7
    while time.time() - begun < options.seconds:
        env = {'PATH': os.environ['PATH'], 'HOME': os.environ.get('HOME', '/'), 'MODE': mode, 'SEED': options.seed, 'START': str(start), 'N': str(total - start),
               'SWIFT_BACKTRACE': 'enable=yes,color=no,registers=none,images=none,sanitize=no,threads=crashed,limit=30,output-to=stderr,interactive=no'}
        if names:
            env['NAMES'] = str(names)
        errors = folder / 'errors'
        with open(errors, 'w') as e:
            p = subprocess.Popen(['bash', '-c', 'ulimit -v 12000000; exec "$0" exec "$1"', shell, str(here / 'calls.py')], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=e, text=True, errors='replace')
        last = ['', time.time()]

        def read():
            for line in p.stdout:
                last[:] = [line, time.time()]

        reader = threading.Thread(target=read)
        reader.start()
        hung = late = False
        while p.poll() is None:
            time.sleep(0.05)
            late = time.time() - begun > options.seconds
            hung = time.time() - last[1] > 12
            if late or hung:
                p.kill()
                break
        reader.join()
        step = re.match(r'(\d+) ', last[0])
        if not step and late:
            break
        if not step:
            sys.exit(f'{mode}: nothing was run: {errors.read_text()[-500:]}')
        start = int(step.group(1)) + 1
        if late:
            break
        text = errors.read_text(errors='replace')
        places = re.findall(r' at \S*?/(Sources/\S+)', text)
        if hung:
            hangs += 1
        else:
            endings += 1
        print('hang' if hung else f'ended ({p.returncode})', last[0].strip()[:300], '|', places[0] if places else text.strip().splitlines()[-1][:150] if text.strip() and not hung else '', flush=True)
    return start, endings, hangs


with tempfile.TemporaryDirectory() as t:
    folder = pathlib.Path(t)
    listed = subprocess.run([options.python, '-W', 'ignore', '-c', LISTED], capture_output=True, text=True)
    names = folder / 'names' if listed.returncode == 0 else None
    if names:
        names.write_text(listed.stdout)
    else:
        print('no originals at hand: names by dir alone')
    worst = 0
    for mode in options.modes:
        steps, endings, hangs = trial(mode, folder, names)
        worst += endings
        print(f'{mode}: {steps} calls, {endings} ended the program, {hangs} hung', flush=True)
sys.exit(1 if worst else 0)
