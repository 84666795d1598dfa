"""Records what the multi-task notebook prints and its losses under CPython and PyTorch.

    python record_notebook.py [OUT]

Runs notebooks/multitask.vnb on the pages of tiny_data.vnb, at the settings below, with seed 0, and writes
golden/notebook.json: the settings, per code cell its printed output and whether that depends on the training, the first
losses (and those of the same training in float64, which say how far float32 itself strays), the hashes of the initial weights' bytes, and the versions. Needs torch torchvision torchmetrics einops pandas scikit-learn matplotlib pillow.
"""
import ast
import contextlib
import hashlib
import importlib.abc
import importlib.util
import io
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NOTEBOOKS = os.path.join(HERE, '..', '..', 'notebooks')
SETTINGS = {'VIEW_SIZE': 32, 'CHANNELS': 8, 'batch_size': 8, 'batches': 2, 'test_batches': 2, 'num_epochs': 2,
            'train_share': 0.75}


def code_cells(path):
    """(tags given in the cell's line, source) of each code cell of a percent-format notebook."""
    cells, in_code = [], False
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.startswith('# %%'):
                in_code = '[markdown]' not in line
                if in_code:
                    cells.append([line, ''])
            elif in_code:
                cells[-1][1] += line
    return cells


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports NAME.vnb as a module made of its code cells."""

    def find_spec(self, name, path, target=None):
        for folder in path or sys.path:
            file = os.path.join(folder, name.rpartition('.')[2] + '.vnb')
            if os.path.isfile(file):
                return importlib.util.spec_from_file_location(name, file, loader=self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        for _, source in code_cells(module.__spec__.origin):
            exec(compile(source, module.__spec__.origin, 'exec'), module.__dict__)


def run_cell(source, names):
    """Runs a cell; gives what it printed, the value of a last expression included."""
    tree, out = ast.parse(source), io.StringIO()
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(out):
        exec(compile(tree, 'cell', 'exec'), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), 'cell', 'eval'), names)
            if value is not None:
                print(repr(value))
    return out.getvalue()


def float64_losses():
    """The first losses when the model and the criteria compute in float64, from the same weights and with the same random numbers."""
    import numpy as np
    import torch
    np.random.seed(0)
    torch.manual_seed(0)
    names = {'__name__': '__main__'}
    for head, source in code_cells(os.path.join(NOTEBOOKS, 'multitask.vnb')):
        run_cell(source, names)
        if 'tags=["parameters"]' in head:
            names.update(SETTINGS)
        if 'MultitaskUNet(encoder' in source:
            names['model'].double().register_forward_pre_hook(lambda module, args: tuple(x.double() for x in args))
        if source.startswith('criteria'):
            for criterion in names['criteria']:
                criterion.double()
        if 'trainer.run' in source:
            break
    return names['trainer'].loss_history['training'][:20]


def main():
    import matplotlib
    matplotlib.use('Agg')
    from matplotlib import pyplot as plt
    import numpy as np
    import torch
    import PIL
    import sklearn
    import torchmetrics

    out = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(HERE, 'golden', 'notebook.json')
    plt.show = lambda *args, **kwargs: plt.close('all')
    sys.meta_path.append(Finder())
    sys.path.insert(0, NOTEBOOKS)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        tiny = {}
        for _, source in code_cells(os.path.join(HERE, 'tiny_data.vnb')):
            run_cell(source, tiny)
        np.random.seed(0)
        torch.manual_seed(0)
        names, cells, weights, trained = {'__name__': '__main__'}, [], {}, False
        for head, source in code_cells(os.path.join(NOTEBOOKS, 'multitask.vnb')):
            trained = trained or 'trainer.run' in source
            text = run_cell(source, names)
            if 'tags=["parameters"]' in head:
                names.update(SETTINGS)
            if 'MultitaskUNet(encoder' in source and not weights:
                weights = {k: hashlib.sha256(v.numpy().tobytes()).hexdigest()[:16] for k, v in names['model'].state_dict().items()}
            # what follows the training prints the same where it speaks of data or shapes
            free = not trained or source.lstrip().startswith(('classes =', 'views =')) or 'checkpoint {checkpoint}' in source
            cells.append({'first': source.strip().splitlines()[0], 'printed': text, 'trained': not free})
        exact = float64_losses()
        os.chdir(HERE)
    history = names['trainer'].loss_history
    record = {
        'versions': {'numpy': np.__version__, 'torch': torch.__version__, 'pillow': PIL.__version__,
                     'torchmetrics': torchmetrics.__version__, 'scikit-learn': sklearn.__version__},
        'settings': SETTINGS, 'cells': cells, 'weights': weights,
        'training': history['training'][:20], 'training in float64': exact, 'validation': history['validation'][:2],
        'results': {task: value['f1-score'] for task, value in names['results'].items()}}
    with open(out, 'w', encoding='utf-8') as file:
        json.dump(record, file, indent=1)
    print(f'{len(cells)} cells, {len(weights)} weights, {len(record["training"])} losses → {out}')


if __name__ == '__main__':
    main()
