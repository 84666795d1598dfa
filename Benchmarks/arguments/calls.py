"""Calls functions of the library modules with arguments out of any range: zeros, sizes beyond memory, NaN, wrong types, wrong shapes. Every call may raise; none may end the program.

Run by run.py, under the shell. Environment: MODE (np, torch, nn, pd or pil), SEED, START (the first step that is done), N, NAMES (a file: a module and its names a line).
Each step is printed before it is done, so that the last line names the call that ended the program.
"""
import os, sys, random
import numpy as np
import torch, torch.nn as nn
import torch.nn.functional as F
import pandas as pd
from PIL import Image
R = random.Random(int(os.environ['SEED'])); START = int(os.environ.get('START', '0')); N = int(os.environ.get('N', '3000')); MODE = os.environ.get('MODE', 'np')
SKIP = set('exit quit input breakpoint test show_config show_runtime info source lookfor save savez savez_compressed savetxt load loadtxt genfromtxt fromfile tofile dump memmap get_include sleep compile pause system'.split())
NAN, INF = float('nan'), float('inf')
def pool():
    k = R.randrange(38)
    if k < 8: return R.choice([0, 1, -1, 2, 3, 5, -2, 7])
    if k < 11: return R.choice([2**31, 2**31 - 1, 2**62, -2**63, 2**63, 2**63 - 1, 2**70, -2**62, 10**6, 256, 65536])
    if k < 14: return R.choice([0.5, -0.5, NAN, INF, -INF, 1e300, -1e300, 1e-300, 1.0, 0.0, 2.5, 1e18, -1e19])
    if k < 16: return R.choice(['', 'a', 'mean', 'sum', 'none', 'i4', 'float32', 'linear', 'same', 'valid', 'constant', 'reflect', 'bilinear', 'C', 'F', 'full', 'euclidean', 'left', 'ij->j', 'ii', 'é☃', '1 2 3'])
    if k < 17: return R.choice([None, True, False])
    if k < 20: return R.choice([(), [], (0,), (1, 2), (-1,), (2**40, 2**40), [1.0, 2.0], [NAN, INF], (3,), (0, 0), (1, 0), [[1, 2], [3, 4]], [[]], [1, [2]], (2**62,), (-1, 2), (2, 3), [0, 1], (2**31, 2), [True, False], ['a', 'b']])
    if k < 29:
        t = R.randrange(16)
        return (np.arange(6).reshape(2, 3), np.zeros(0), np.zeros((2, 0)), np.array([1.5, NAN, INF]), np.arange(-3, 3, dtype=np.int8), np.array([True, False, True]), np.array(['a', 'bc']), np.array([None, 1], dtype=object), np.array(2.5), np.random.RandomState(0).randn(3, 3), np.ones((2, 3, 4), np.float32), np.array([2**63 - 1, -2**63]), np.arange(10)[::-2], np.array([[1e300, -1e300]]), np.array([0, 255], np.uint8), np.arange(4).reshape(2, 2).T)[t] if MODE != 'torch' else (torch.arange(6).reshape(2, 3), torch.zeros(0), torch.zeros(2, 0), torch.tensor([1.5, NAN, INF]), torch.arange(-3, 3, dtype=torch.int8), torch.tensor([True, False, True]), torch.randn(2, 3, requires_grad=True), torch.randn(1, 3, 8, 8), torch.tensor(2.5), torch.randn(3, 3), torch.ones(2, 3, 4), torch.tensor([2**63 - 1, -2**63]), torch.arange(10)[::2], torch.tensor([[1e30, -1e30]]), torch.tensor([0, 255], dtype=torch.uint8), torch.randn(2, 3).T)[t]
    if k < 31: return R.choice([np.float32, np.int64, bool, int, float, torch.float32, torch.int64, torch.bool, np.dtype('i2'), torch.float16, str, np.uint8])
    if k < 32: return R.choice([slice(None), slice(1, 2), slice(None, None, -1), slice(2**62, None), Ellipsis])
    if k < 33: return R.choice([lambda *a: a[0] if a else 1, lambda *a: 1, len, max])
    if k < 35: return R.choice([pd.Series([1, 2, 3]), pd.DataFrame({'a': [1, 2], 'b': [NAN, 1.0]}), pd.Series(['x', 'y']), pd.Index([1, 2])]) if MODE in ('pd', 'np') else R.choice([torch.Generator(), nn.Linear(2, 3), torch.device('cpu'), torch.Size([2])])
    if k < 36: return Image.new('L', (4, 4)) if MODE == 'pil' else b'ab'
    return R.choice([1, 2, 0, -1])
KW = 'axis dim keepdims keepdim n size dtype num k p padding stride dilation kernel_size groups eps out decimals bins range ddof q high low shape num_classes offset diagonal repeats shifts dims min max mode order weights step base fill_value reduction weight ignore_index normalized_shape num_groups output_size scale_factor window periods freq fill_width'.split()
def modules():
    if MODE == 'np': return [np, np.random, np.linalg, np.char, np.random.RandomState(1), np.random.default_rng(1), np.arange(6.).reshape(2, 3), np.array([3, 1, 2]), np.float64(2.5), np.int64(7), np.array(['a', 'b'])]
    if MODE == 'torch': return [torch, F, torch.linalg, torch.randn(2, 3), torch.arange(6), nn.init, torch.ones(1, 2, 4, 4, requires_grad=True), torch.nn.utils, torch.distributions, torch.tensor(3.0)]
    if MODE == 'nn': return [nn]
    if MODE == 'pd': return [pd, pd.Series([3, 1, 2]), pd.DataFrame({'a': [1, 2, 3], 'b': [NAN, 1.0, 2.0], 'c': ['x', 'y', 'x']}), pd.Series(['a', 'b', None]).str, pd.DataFrame({'a': [1, 2, 1], 'b': [1.0, 2.0, 3.0]}).groupby('a'), pd.date_range('2024-01-01', periods=3), pd.Series(pd.date_range('2024-01-01', periods=3)).dt, pd.Index([1, 2, 3]), pd.Timestamp('2024-01-01'), pd.Timedelta(1)]
    from PIL import ImageOps, ImageDraw, ImageFilter, ImageChops, ImageEnhance, ImageColor
    im = Image.new('RGB', (5, 4), 'red')
    return [Image, ImageOps, ImageDraw, ImageDraw.Draw(im), ImageFilter, ImageChops, ImageEnhance, ImageColor, im, Image.new('L', (4, 4)), Image.fromarray(np.array([[NAN, INF]], np.float32))]
names = {}
if 'NAMES' in os.environ:
    for l in open(os.environ['NAMES']):
        w = l.split()
        names[w[0]] = w[1:]
extra = {'np': [names.get('numpy', []), names.get('numpy.random', []), names.get('numpy.linalg', [])], 'torch': [names.get('torch', []), names.get('torch.nn.functional', []), names.get('torch.linalg', []), names.get('C:Tensor', []), names.get('C:Tensor', []), names.get('torch.nn.init', [])], 'nn': [names.get('torch.nn', [])], 'pd': [names.get('pandas', []), names.get('C:Series', []), names.get('C:DataFrame', [])]}.get(MODE, [])
table = []
for i, m in enumerate(modules()):
    known = set(n for n in dir(m) if not n.startswith('_')) | set(extra[i] if i < len(extra) else [])
    table.append((i, sorted(known - SKIP)))
for step in range(START + N):
    i, ns = R.choice(table); n = R.choice(ns)
    args = [pool() for _ in range(R.choice([0, 1, 1, 2, 2, 3, 4]))]
    kw = {R.choice(KW): pool() for _ in range(R.choice([0, 0, 0, 1, 1, 2]))}
    after = [pool() for _ in range(R.choice([0, 1]))]
    if step < START: continue
    sys.stdout.write(f'{step} {i}.{n} {str(args)[:300]!r} {str(kw)[:200]!r}\n'); sys.stdout.flush()
    try:
        f = getattr(modules()[i], n)
        r = f(*args, **kw) if callable(f) else f
        str(r)[:50]
        if MODE == 'nn' and isinstance(r, nn.Module): str(r(*(after + [torch.randn(1, 2, 4, 4)])[:1]))[:20]
        if MODE == 'torch' and isinstance(r, torch.Tensor) and r.requires_grad and r.dtype.is_floating_point: r.sum().backward()
        if MODE == 'pil' and hasattr(r, 'enhance'): r.enhance(pool())
        if MODE == 'pil' and hasattr(r, 'apply') is False and type(r).__name__ == 'Filter': Image.new('RGB', (5, 4), 'red').filter(r)
    except Exception as e: pass
    except SystemExit: pass
print('END')
