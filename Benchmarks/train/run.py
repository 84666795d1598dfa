#!/usr/bin/env python3
"""Times a training step of the notebook's model here and under PyTorch, in alternation on the same machine.

    Benchmarks/train/run.py [--shell .build/release/shell] [--python python3] [--rounds 2] [--steps 3]
                            [--only here,torch,...] [--scale] [--json train.json]

Every run is a process of its own; the first step of each is dropped, the median of the others is shown. Peak memory is the
process's largest resident set. The last column sets the step beside the time that direct convolutions at oneDNN's rate would take
for the same operations (--rate, GFLOP/s).
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
GFLOP_PER_VIEW = 88.8  # of the model at 64 channels and 128×128, forward and backward (convolutions and attention)


def jemalloc():
    found = sorted(glob.glob('/usr/lib/*/libjemalloc.so.2'))
    return found[0] if found else None


def variants(options):
    out = {
        'here': ('shell', {}),
        'here, deterministic': ('shell', {'DETERMINISTIC': '1'}),
        'here, bf16': ('shell', {'DTYPE': 'bfloat16'}),
        'torch': ('python', {}),
        'torch, channels_last': ('python', {'LAYOUT': 'channels_last'}),
        'torch, bf16, channels_last': ('python', {'LAYOUT': 'channels_last', 'DTYPE': 'bfloat16'}),
    }
    library = jemalloc()
    if library:
        tuned = {'LD_PRELOAD': library, 'MALLOC_CONF': 'oversize_threshold:1,background_thread:true,metadata_thp:auto,dirty_decay_ms:9000000000,muzzy_decay_ms:9000000000'}
        out['torch, channels_last + jemalloc'] = ('python', {'LAYOUT': 'channels_last', **tuned})
        out['torch, bf16, channels_last + jemalloc'] = ('python', {'LAYOUT': 'channels_last', 'DTYPE': 'bfloat16', **tuned})
    return out


def run(options, kind, extra, settings):
    """One process: its JSON line, with peak memory in MB."""
    program = os.path.join(HERE, 'step.py')
    command = [options.shell, 'exec', program] if kind == 'shell' else [options.python, program]
    env = {**os.environ, **settings, **extra}
    start = time.time()
    p = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    text = p.stdout.read()
    errors = p.stderr.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    lines = [l for l in text.splitlines() if l.startswith('{')]
    if p.returncode or not lines:
        return {'error': (errors or text).strip().splitlines()[-1:] or ['no result']}
    r = json.loads(lines[-1])
    r['memory'] = usage.ru_maxrss / 1024
    r['whole'] = time.time() - start
    r['cpu'] = usage.ru_utime + usage.ru_stime
    return r


def collect(options, names, table, settings):
    results = {n: [] for n in names}
    for _ in range(options.rounds):
        for n in names:
            r = run(options, *table[n], settings)
            results[n].append(r)
            print(f'  {n}: ' + (f'{r["error"]}' if 'error' in r else ' '.join(f'{t:.2f}' for t in r['times']) + f' s, {r["memory"]:.0f} MB'), file=sys.stderr)
    rows = {}
    for n, rs in results.items():
        good = [r for r in rs if 'error' not in r]
        if not good:
            rows[n] = {'error': rs[0]['error'] if rs else 'not run'}
            continue
        times = [t for r in good for t in (r['times'][1:] or r['times'])]
        rows[n] = {'step': statistics.median(times), 'best': min(times), 'memory': max(r['memory'] for r in good), 'loss': good[0]['losses'][0], 'runs': good}
    return rows


def show(title, rows, limit):
    print(f'\n{title}\n')
    print(f'| {"":40} | step s | best s | memory MB | step / torch | step / limit | first loss |')
    print(f'|{"-" * 42}|-------:|-------:|----------:|-------------:|-------------:|-----------:|')
    base = rows.get('torch', {}).get('step')
    for n, r in rows.items():
        if 'error' in r:
            print(f'| {n:40} | {r["error"]} |')
            continue
        ratio = f'{r["step"] / base:.2f}' if base else ''
        print(f'| {n:40} | {r["step"]:6.2f} | {r["best"]:6.2f} | {r["memory"]:9.0f} | {ratio:>12} | {r["step"] / limit:12.2f} | {r["loss"]:10.5f} |')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--shell', default=os.path.join(HERE, '../../.build/release/shell'))
    a.add_argument('--python', default='python3')
    a.add_argument('--rounds', type=int, default=2)
    a.add_argument('--steps', type=int, default=3)
    a.add_argument('--batch', type=int, default=16)
    a.add_argument('--view', type=int, default=128)
    a.add_argument('--width', type=int, default=64)
    a.add_argument('--mode', default='train', choices=['train', 'evaluate'])
    a.add_argument('--rate', type=float, default=480, help='GFLOP/s of oneDNN on these convolutions')
    a.add_argument('--only', default='', help='variants, separated by ;')
    a.add_argument('--scale', action='store_true', help='also batches 1, 4, 16, 32 and views 32, 64, 128, 256')
    a.add_argument('--json', default='')
    options = a.parse_args()
    table = variants(options)
    names = [n.strip() for n in options.only.split(';') if n.strip()] or list(table)
    for n in names:
        if n not in table:
            a.error(f'no variant {n!r}; there are: ' + '; '.join(table))
    settings = {'BATCH': str(options.batch), 'VIEW': str(options.view), 'WIDTH': str(options.width), 'STEPS': str(options.steps), 'MODE': options.mode}
    gflop = GFLOP_PER_VIEW * options.batch * (options.view / 128) ** 2 * (options.width / 64) ** 2 * (1 if options.mode == 'train' else 1 / 3)
    report = {'settings': settings, 'gflop': gflop, 'load before': os.getloadavg()}
    rows = collect(options, names, table, settings)
    report['rows'] = rows
    show(f'{options.mode}: batch {options.batch}, {options.view}×{options.view}, {options.width} channels; limit {gflop / options.rate:.2f} s', rows, gflop / options.rate)
    if options.scale:
        report['scale'] = {}
        pair = [n for n in ('here', 'torch') if n in table]
        for batch, view in [(1, 128), (4, 128), (16, 128), (32, 128), (16, 32), (16, 64), (16, 256)]:
            s = {**settings, 'BATCH': str(batch), 'VIEW': str(view)}
            rows = collect(options, pair, table, s)
            limit = GFLOP_PER_VIEW * batch * (view / 128) ** 2 * (options.width / 64) ** 2 / options.rate
            show(f'batch {batch}, {view}×{view}', rows, limit)
            report['scale'][f'{batch}x{view}'] = rows
    report['load after'] = os.getloadavg()
    if options.json:
        with open(options.json, 'w') as f:
            json.dump(report, f, indent=1)


main()
