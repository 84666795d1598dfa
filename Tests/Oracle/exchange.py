"""Files and models both ways between the program and the real libraries: python exchange.py SHELL [--steps 20]

1. A checkpoint of the notebook's MultitaskUNet (small, trained), written by the program, is loaded by torch.load(weights_only=True); one of PyTorch's is loaded by
   the program. The outputs of the model on the same input must agree to 1e-5.
2. Views, shared storage, half, bfloat16, nested containers and an optimizer's state; .safetensors, .npy and .npz: bit for bit both ways.
3. The notebook multitask.vnb on the tiny pages: the first losses of a run of each side by side, and their largest relative difference (at most 1e-4), with
   the distance of each from the same training in float64.

Needs torch torchvision torchmetrics einops pandas scikit-learn matplotlib pillow safetensors. Exits with 1 when something differs.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from safetensors.torch import load_file, save_file

HERE = pathlib.Path(__file__).resolve().parent
NOTEBOOKS = HERE.parent.parent / 'notebooks'

STATE = '''
import numpy as np
import torch
from torch import nn
torch.manual_seed(3)
model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.GELU(), nn.Flatten(), nn.Linear(144, 3))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
x = torch.linspace(-1, 1, 128).reshape(2, 1, 8, 8)
for _ in range(3):
    optimizer.zero_grad()
    model(x).square().sum().backward()
    optimizer.step()
model.eval()
base = torch.arange(24.0).reshape(4, 6)
everything = {
    'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'y': model(x).detach(), 'views': [base, base[1:3], base.t(), base[:, ::2]],
    'kinds': {str(d): torch.tensor([0, 1, 3]).to(d) for d in [torch.float16, torch.bfloat16, torch.float64, torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool]},
    'plain': {'n': None, 't': True, 'i': 2 ** 40, 'f': -0.5, 's': 'é', 'b': [1, (2, 3), {'k': []}]}, 'scalar': torch.tensor(2.5), 'empty': torch.zeros(0, 3)}
'''

def same(a, b, path=''):
    """Names of what differs, bit for bit."""
    if torch.is_tensor(a):
        ok = torch.is_tensor(b) and a.dtype == b.dtype and a.shape == b.shape and a.contiguous().view(-1).numpy(force=True).tobytes() == b.contiguous().view(-1).numpy(force=True).tobytes() \
            if a.dtype != torch.bfloat16 else torch.equal(a, b) and a.dtype == b.dtype
        return [] if ok else [path]
    if isinstance(a, dict):
        return ([path + ' keys'] if list(a) != list(b) else []) + [d for k in a if k in b for d in same(a[k], b[k], f'{path}/{k}')]
    if isinstance(a, (list, tuple)):
        return ([path + ' length'] if len(a) != len(b) or type(a) is not type(b) else []) + [d for i, (x, y) in enumerate(zip(a, b)) for d in same(x, y, f'{path}/{i}')]
    return [] if a == b and type(a) is type(b) else [f'{path}: {a!r} {b!r}']


def close(a, b, tolerance=1e-5):
    """Names of tensors that differ by more than the tolerance."""
    if torch.is_tensor(a):
        return [] if a.shape == b.shape and torch.allclose(a.double(), b.double(), rtol=tolerance, atol=tolerance) else ['']
    if isinstance(a, dict):
        return [f'/{k}{d}' for k in a for d in close(a[k], b[k], tolerance)]
    if isinstance(a, (list, tuple)):
        return [f'/{i}{d}' for i, (x, y) in enumerate(zip(a, b)) for d in close(x, y, tolerance)]
    return [] if a == b else [str((a, b))]


def shell(program, folder, source, *args):
    (folder / 'program.py').write_text(source)
    r = subprocess.run([program, 'exec', *args, 'program.py'], cwd=folder, capture_output=True, text=True, timeout=1200)
    if r.returncode:
        sys.exit(r.stdout + r.stderr)
    return r.stdout


def files(program, folder):
    failures = []
    names = {}
    exec(STATE, names)
    torch.save(names['everything'], folder / 'theirs.pt')
    save_file({'w': torch.randn(4, 3), 'h': torch.ones(2).half(), 'b': torch.ones(2).bfloat16(), 'i': torch.arange(5), 'e': torch.zeros(0, 2)}, folder / 'theirs.safetensors')
    rng = np.random.default_rng(0)
    arrays = {'a': rng.normal(size=(3, 4)), 'f': np.asfortranarray(rng.integers(0, 9, (3, 4))), 'b': np.array([True, False]), 'h': np.float16([1.5, 2]), 's': np.array(3.5), 'e': np.zeros((0, 2), np.int8)}
    np.savez(folder / 'theirs.npz', **arrays)
    np.savez_compressed(folder / 'theirs2.npz', **arrays)
    np.save(folder / 'theirs.npy', arrays['f'])
    shell(program, folder, STATE + '''
from safetensors.torch import load_file, save_file
torch.save(everything, 'ours.pt')
theirs = torch.load('theirs.pt', weights_only=True)
torch.save(theirs, 'back.pt')
model.load_state_dict(theirs['model'])
torch.save(model(x).detach(), 'y.pt')
optimizer.load_state_dict(theirs['optimizer'])
assert theirs['views'][0].data_ptr() + 24 == theirs['views'][1].data_ptr(), 'views share memory'
save_file(load_file('theirs.safetensors'), 'back.safetensors')
for n in ['theirs.npz', 'theirs2.npz']:
    z = np.load(n)
    np.savez(n.replace('theirs', 'back'), **{k: z[k] for k in z.files})
np.save('back.npy', np.load('theirs.npy'))
''')
    theirs = torch.load(folder / 'theirs.pt', weights_only=True)
    failures += ['torch.load here → torch.save → PyTorch: ' + d for d in same(theirs, torch.load(folder / 'back.pt', weights_only=True))]
    ours = torch.load(folder / 'ours.pt', weights_only=True)
    failures += ['exact part of torch.save here: ' + d for k in ('views', 'kinds', 'plain', 'scalar', 'empty') for d in same(theirs[k], ours[k], k)]
    if ours['views'][0].data_ptr() + 24 != ours['views'][1].data_ptr():
        failures.append('views written here do not share memory in PyTorch')
    model = names['model']
    model.load_state_dict(ours['model'])
    names['optimizer'].load_state_dict(ours['optimizer'])
    failures += ['outputs of the model saved here' + d for d in close(model(names['x']).detach(), ours['y'])]
    failures += ['outputs here of the model saved by PyTorch' + d for d in close(torch.load(folder / 'y.pt'), theirs['y'])]
    failures += ['safetensors: ' + d for d in same(load_file(folder / 'theirs.safetensors'), load_file(folder / 'back.safetensors'))]
    for n in ('back.npz', 'back2.npz'):
        z = np.load(folder / n)
        failures += [f'{n}: {k}' for k in arrays if z[k].dtype != arrays[k].dtype or z[k].shape != arrays[k].shape or z[k].tobytes() != arrays[k].tobytes()]
    if not np.array_equal(np.load(folder / 'back.npy'), arrays['f']):
        failures.append('npy')
    return failures


def original_model(folder, settings):
    """The notebook's model as PyTorch makes it: the cells up to the model's, run on the tiny pages in the folder."""
    import matplotlib
    matplotlib.use('Agg')
    sys.path[:0] = [str(HERE), str(NOTEBOOKS)]
    from record_notebook import Finder, code_cells, run_cell
    sys.meta_path.append(Finder())
    names, before = {'__name__': '__main__'}, os.getcwd()
    os.chdir(folder)
    try:
        for head, source in code_cells(str(NOTEBOOKS / 'multitask.vnb')):
            run_cell(source, names)
            if 'tags=["parameters"]' in head:
                names.update(settings)
            if 'MultitaskUNet(encoder' in source:
                break
    finally:
        os.chdir(before)
    model, g = names['model'], torch.Generator().manual_seed(11)
    with torch.no_grad():
        # Numbers that no fresh model has, in the running statistics too.
        for k, v in model.state_dict().items():
            if v.dtype.is_floating_point:
                v.add_(torch.rand(v.shape, generator=g) * 0.1)
    return model


def apart(a, b):
    """The largest difference of two lists of tensors, relative to the largest number of each tensor."""
    return max(((x.double() - y.double()).abs().max() / y.double().abs().max()).item() for x, y in zip(a, b))


def notebook(program, folder, steps):
    """The first losses of the notebook on the tiny pages, here and in the record (golden/notebook.json, which record_notebook.py makes with PyTorch); its model both ways."""
    golden = json.loads((HERE / 'golden' / 'notebook.json').read_text())
    if subprocess.run([program, 'run', '-q', '--cwd', str(folder), str(HERE / 'tiny_data.vnb')]).returncode:
        sys.exit('the tiny pages cannot be made')
    source = (NOTEBOOKS / 'multitask.vnb').read_text() + """
# %%
import json
import torch
torch.save(model.state_dict(), 'trained.pt')
x = torch.linspace(0, 1, 2 * VIEW_SIZE * VIEW_SIZE).reshape(2, 1, VIEW_SIZE, VIEW_SIZE)
model.eval()
with torch.no_grad():
    torch.save([y.clone() for y in model(x)], 'outputs.pt')
    model.load_state_dict(torch.load('theirs_model.pt', weights_only=True))
    torch.save([y.clone() for y in model(x)], 'outputs_of_theirs.pt')
json.dump({'training': trainer.loss_history['training']}, open('losses.json', 'w'))
"""
    (folder / 'run.vnb').write_text(source)
    model = original_model(folder, golden['settings'])
    torch.save(model.state_dict(), folder / 'theirs_model.pt')
    side = golden['settings']['VIEW_SIZE']
    x = torch.linspace(0, 1, 2 * side * side).reshape(2, 1, side, side)
    model.eval()
    with torch.no_grad():
        want = list(model(x))
    options = [f for k, v in golden['settings'].items() for f in ('-p', f'{k}={v}')]
    r = subprocess.run([program, 'run', '-q', '--seed', '0', '--cwd', str(folder), '--scripts', str(NOTEBOOKS), *options, str(folder / 'run.vnb')], capture_output=True, text=True, timeout=3000)
    if r.returncode:
        sys.exit(r.stdout[-2000:] + r.stderr[-2000:])
    there = apart(torch.load(folder / 'outputs_of_theirs.pt'), want)
    state = torch.load(folder / 'trained.pt', weights_only=True)
    model.load_state_dict(state)
    with torch.no_grad():
        back = apart(torch.load(folder / 'outputs.pt'), list(model(x)))
    print(f'MultitaskUNet of {sum(v.numel() for v in state.values())} numbers: saved by PyTorch, outputs here differ by {there:.1e}; saved here, outputs in PyTorch differ by {back:.1e}')
    failures = [f'outputs of the model {way} differ by {d:.1e}' for way, d in (('saved by PyTorch', there), ('saved here', back)) if not d <= 1e-5]
    ours, theirs = json.loads((folder / 'losses.json').read_text())['training'], golden['training']
    exact = golden['training in float64']
    n = min(steps, len(ours), len(theirs))
    worst, bad = 0.0, []
    for i, (a, b, c) in enumerate(zip(ours[:n], theirs[:n], exact[:n])):
        d, own = abs(a - b) / abs(b), abs(b - c) / abs(c)
        worst = max(worst, d)
        if d > 1e-4:
            bad.append(i + 1)
        print(f'step {i + 1:3}  PyTorch {b:.9f}  here {a:.9f}  apart {d:.1e}  from float64: PyTorch {own:.1e}, here {abs(a - c) / abs(c):.1e}')
    print(f'{n} losses, largest relative difference {worst:.1e}')
    return failures + ([f'losses differ at steps {bad}'] if bad else [])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('shell')
    p.add_argument('--steps', type=int, default=20)
    p.add_argument('--no-notebook', action='store_true')
    a = p.parse_args()
    program = os.path.abspath(a.shell)
    with tempfile.TemporaryDirectory() as t:
        failures = files(program, pathlib.Path(t))
        if not a.no_notebook:
            failures += notebook(program, pathlib.Path(t), a.steps)
    print('\n'.join(failures) or 'all agree')
    sys.exit(bool(failures))


if __name__ == '__main__':
    main()
