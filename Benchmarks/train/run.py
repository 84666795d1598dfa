#!/usr/bin/env python3
"""Times a training step of the notebook's model here and under PyTorch, in alternation on the same machine.

    Benchmarks/train/run.py [--shell .build/release/shell] [--python python3] [--rounds 2] [--steps 3]
                            [--only "here; torch; ..."] [--evaluate] [--layers] [--loader] [--scale] [--all] [--json train.json]

Every run is a process of its own; the first step of each is dropped, the median of the others is shown. Peak memory is the
process's largest resident set. The last column sets the step beside the time that direct convolutions at oneDNN's rate would take
for the same operations (--rate, GFLOP/s). --all: everything. Processor time (of all threads) is shown too: on a busy machine it says
more than the clock.
"""
import argparse
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
NOTEBOOKS = os.path.join(HERE, '../../notebooks')
GFLOP_PER_VIEW = 88.8  # of the model at 64 channels and 128×128, forward and backward (convolutions and attention)
DEFAULT, BEST, HALF = 'torch', 'torch, channels_last + jemalloc', 'torch, bf16, channels_last + jemalloc'


def variants():
    out = {
        'here': ('shell', {}),
        'here, deterministic': ('shell', {'DETERMINISTIC': '1'}),
        'here, bf16': ('shell', {'DTYPE': 'bfloat16'}),
        DEFAULT: ('python', {}),
        'torch, channels_last': ('python', {'LAYOUT': 'channels_last'}),
        'torch, bf16, channels_last': ('python', {'LAYOUT': 'channels_last', 'DTYPE': 'bfloat16'}),
    }
    library = sorted(glob.glob('/usr/lib/*/libjemalloc.so.2'))
    if library:
        tuned = {'LD_PRELOAD': library[0], 'MALLOC_CONF': 'oversize_threshold:1,background_thread:true,metadata_thp:auto,dirty_decay_ms:9000000000,muzzy_decay_ms:9000000000'}
        out[BEST] = ('python', {'LAYOUT': 'channels_last', **tuned})
        out[HALF] = ('python', {'LAYOUT': 'channels_last', 'DTYPE': 'bfloat16', **tuned})
    return out


def run(options, kind, extra, settings, program='step.py', folder=None):
    """One process: the JSON line it prints, with its peak memory in MB and its processor seconds."""
    program = os.path.join(HERE, program)
    command = [options.shell, 'exec', program] if kind == 'shell' else [options.python, program]
    env = {**os.environ, **settings, **extra}
    if kind == 'python' and folder:
        env['PYTHONPATH'] = folder
    start = time.time()
    p = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)
    text = p.stdout.read()
    errors = p.stderr.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    lines = [l for l in text.splitlines() if l.startswith('{')]
    if p.returncode or not lines:
        return {'error': (errors or text).strip().splitlines()[-1:] or ['no result']}
    r = {'result': json.loads(lines[-1])}
    r.update(r['result'])
    r['memory'] = usage.ru_maxrss / 1024
    r['whole'] = time.time() - start
    r['cpu'] = usage.ru_utime + usage.ru_stime
    return r


def collect(options, names, table, settings, **where):
    results = {n: [] for n in names}
    for _ in range(options.rounds):
        for n in names:
            r = run(options, *table[n], settings, **where)
            results[n].append(r)
            print(f'  {n}: ' + (f'{r["error"]}' if 'error' in r else ' '.join(f'{t:.2f}' for t in r['times']) + f' s, {r["memory"]:.0f} MB, ' + ' '.join(f'{t:.2f}' for t in r['processor']) + ' s of processors'), file=sys.stderr)
    rows = {}
    for n, rs in results.items():
        good = [r for r in rs if 'error' not in r]
        if not good:
            rows[n] = {'error': rs[0]['error'] if rs else 'not run'}
            continue
        times = [t for r in good for t in (r['times'][1:] or r['times'])]
        used = [t for r in good for t in (r['processor'][1:] or r['processor'])]
        rows[n] = {
            'step': statistics.median(times), 'best': min(times), 'memory': max(r['memory'] for r in good), 'cpu': statistics.median(used),
            'loss': good[0]['losses'][0], 'losses': [r['losses'] for r in good], 'times': [r['times'] for r in good]}
    return rows


def ratio(rows, name, other, key='step'):
    a, b = rows.get(name, {}).get(key), rows.get(other, {}).get(key)
    return f'{a / b:.2f}' if a and b else ''


def show(title, rows, limit=None):
    print(f'\n{title}\n')
    print(f'| {"":38} | step s | best s | cpu s | memory MB | / torch | / jemalloc | / bf16 jemalloc | the same of cpu s    | memory / torch | / limit | first loss |')
    print(f'|{"-" * 40}|-------:|-------:|------:|----------:|--------:|-----------:|----------------:|---------------------:|---------------:|--------:|-----------:|')
    for n, r in rows.items():
        if 'error' in r:
            print(f'| {n:38} | {r["error"]} |')
            continue
        bound = f'{r["step"] / limit:.2f}' if limit else ''
        print(
            f'| {n:38} | {r["step"]:6.2f} | {r["best"]:6.2f} | {r["cpu"]:5.1f} | {r["memory"]:9.0f} | {ratio(rows, n, DEFAULT):>7} | {ratio(rows, n, BEST):>10} '
            f'| {ratio(rows, n, HALF):>15} | {ratio(rows, n, DEFAULT, "cpu"):>6} {ratio(rows, n, BEST, "cpu"):>6} {ratio(rows, n, HALF, "cpu"):>6} | {ratio(rows, n, DEFAULT, "memory"):>14} | {bound:>7} | {r["loss"]:10.5f} |')


def layers(options, table, settings, report):
    """Milliseconds of single layers, forward and backward: the best of the rounds of each process, the median of processes."""
    names = [n for n in ('here', 'here, bf16', DEFAULT, BEST, HALF) if n in table]
    found = {n: [] for n in names}
    for _ in range(options.rounds):
        for n in names:
            r = run(options, *table[n], settings, program='layers.py')
            if 'error' in r:
                print(f'  {n}: {r["error"]}', file=sys.stderr)
            else:
                found[n].append(r['result'])
    report['layers'] = found
    keys = next((list(v[0]) for v in found.values() if v), [])
    print('\nlayers, forward + backward, milliseconds\n')
    print(f'| {"":34} | ' + ' | '.join(names) + ' | here / torch |')
    print(f'|{"-" * 36}|' + '|'.join('-' * (len(n) + 1) + ':' for n in names) + '|-------------:|')
    for k in keys:
        middle = {n: statistics.median(r[k][0] for r in found[n]) for n in names if found[n]}
        share = f'{middle["here"] / middle[DEFAULT]:.2f}' if 'here' in middle and DEFAULT in middle else ''
        print(f'| {k:34} | ' + ' | '.join(f'{middle[n]:{len(n)}.1f}' if n in middle else ' ' * len(n) for n in names) + f' | {share:>12} |')


def loader(options, settings, report):
    """A batch of view-ports from a fresh page; the notebook's own code here and under CPython, and its first version under CPython."""
    with open(os.path.join(NOTEBOOKS, 'multitask.vnb')) as f:
        data_set = re.search(r'^class MultitaskPretrainingDataset.*?(?=^# %%)', f.read(), re.M | re.S).group(0)
    with open(os.path.join(HERE, 'loader.py')) as f:
        text = f.read()
    with open(os.path.join(HERE, 'original.py')) as f:
        original = f.read()
    mark = "# (the notebook's data set)\n"
    folder = tempfile.mkdtemp()
    try:
        os.makedirs(os.path.join(folder, 'scripts'))
        for path in glob.glob(os.path.join(NOTEBOOKS, 'scripts/*.vnb')):
            shutil.copy(path, os.path.join(folder, 'scripts'))
            shutil.copy(path, os.path.join(folder, 'scripts', os.path.basename(path)[:-4] + '.py'))
        programs = {'here': ('shell', data_set), 'CPython, the same code': ('python', data_set), 'CPython, with OpenCV': ('python', original)}
        for n, (_, part) in programs.items():
            with open(os.path.join(folder, n + '.py'), 'w') as f:
                f.write(text.replace(mark, part))
        settings = {**settings, 'FOLDER': os.path.join(folder, 'data')}
        rows = {}
        for _ in range(options.rounds):
            for n, (kind, _) in programs.items():
                r = run(options, kind, {}, settings, program=os.path.join(folder, n + '.py'), folder=folder)
                if 'error' in r:
                    print(f'  {n}: {r["error"]}', file=sys.stderr)
                else:
                    row = rows.setdefault(n, {'times': [], 'processor': []})
                    for k in row:
                        row[k].extend(r[k][1:])
    finally:
        shutil.rmtree(folder)
    report['loader'] = rows
    middle = {n: {k: statistics.median(v) for k, v in row.items()} for n, row in rows.items()}
    print(f'\nloader: {settings["BATCH"]} view-ports of {settings["VIEW"]}×{settings["VIEW"]} from a 1700×2200 page\n')
    print('| | batch s | cpu s | here / it | the same of cpu s |\n|---|---:|---:|---:|---:|')
    for n, t in middle.items():
        shares = [f'{middle["here"][k] / t[k]:.2f}' if 'here' in middle else '' for k in ('times', 'processor')]
        print(f'| {n} | {t["times"]:.3f} | {t["processor"]:.3f} | {shares[0]} | {shares[1]} |')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--shell', default=os.path.join(HERE, '../../.build/release/shell'))
    a.add_argument('--python', default='python3')
    a.add_argument('--rounds', type=int, default=2)
    a.add_argument('--steps', type=int, default=3)
    a.add_argument('--batch', type=int, default=16)
    a.add_argument('--view', type=int, default=128)
    a.add_argument('--width', type=int, default=64)
    a.add_argument('--rate', type=float, default=480, help='GFLOP/s of oneDNN on these convolutions')
    a.add_argument('--only', default='', help='variants of the step, separated by ;')
    a.add_argument('--no-step', action='store_true', help='not the step itself')
    for name, what in [('evaluate', 'also a pass without gradients'), ('layers', 'also single layers'), ('loader', 'also the data path'), ('scale', 'also batches 1 to 32 and views 32 to 256'), ('all', 'everything')]:
        a.add_argument('--' + name, action='store_true', help=what)
    a.add_argument('--json', default='')
    options = a.parse_args()
    options.shell = os.path.abspath(options.shell)
    table = variants()
    names = [n.strip() for n in options.only.split(';') if n.strip()] or list(table)
    for n in names:
        if n not in table:
            a.error(f'no variant {n!r}; there are: ' + '; '.join(table))
    settings = {'BATCH': str(options.batch), 'VIEW': str(options.view), 'WIDTH': str(options.width), 'STEPS': str(options.steps)}
    gflop = GFLOP_PER_VIEW * options.batch * (options.view / 128) ** 2 * (options.width / 64) ** 2
    report = {'settings': settings, 'gflop': gflop, 'processors': os.cpu_count(), 'load before': os.getloadavg()}
    if not options.no_step:
        rows = report['rows'] = collect(options, names, table, settings)
        show(f'training step: batch {options.batch}, {options.view}×{options.view}, {options.width} channels; limit {gflop / options.rate:.2f} s', rows, gflop / options.rate)
        if 'here' in rows and 'step' in rows['here'] and 'step' in rows.get('here, deterministic', {}):
            print(f'\ndeterministic mode costs {rows["here, deterministic"]["step"] / rows["here"]["step"] - 1:+.1%}; same losses: {rows["here, deterministic"]["losses"][0] == rows["here"]["losses"][0]}')
    if options.evaluate or options.all:
        pair = [n for n in ('here', 'here, bf16', DEFAULT, BEST) if n in table]
        report['evaluate'] = collect(options, pair, table, {**settings, 'MODE': 'evaluate'})
        show('evaluation', report['evaluate'], gflop / 3 / options.rate)
    if options.layers or options.all:
        layers(options, table, settings, report)
    if options.loader or options.all:
        loader(options, settings, report)
    if options.scale or options.all:
        report['scale'] = {}
        for batch, view in [(1, 128), (4, 128), (16, 128), (32, 128), (16, 32), (16, 64), (16, 256)]:
            rows = collect(options, ['here', DEFAULT], table, {**settings, 'BATCH': str(batch), 'VIEW': str(view)})
            show(f'batch {batch}, {view}×{view}', rows, GFLOP_PER_VIEW * batch * (view / 128) ** 2 * (options.width / 64) ** 2 / options.rate)
            report['scale'][f'{batch}x{view}'] = rows
    report['load after'] = os.getloadavg()
    if options.json:
        with open(options.json, 'w') as f:
            json.dump(report, f, indent=1)


if __name__ == '__main__':
    main()
