"""Records what the programs below Tests/LibraryTests/Programs print under CPython and the real libraries.

    python Tests/Oracle/record_programs.py [folder] [--new]

Writes NAME.out beside each NAME.py (--new: only where there is none). The libraries are imported once; each program runs in a process forked from that one.
A program that ends with an exception is an error here.
"""
import os
import pathlib
import runpy
import sys
import tempfile
import traceback
import warnings

warnings.filterwarnings('ignore')
import einops.layers.torch  # noqa: E402, F401
import pandas  # noqa: E402, F401
import sklearn.cluster  # noqa: E402, F401
import sklearn.linear_model  # noqa: E402, F401
import torch  # noqa: E402
import torchmetrics  # noqa: E402, F401
import torchvision  # noqa: E402, F401

torch.set_num_threads(1)
root = pathlib.Path(__file__).resolve().parent.parent / 'LibraryTests' / 'Programs'
folders = [a for a in sys.argv[1:] if not a.startswith('-')]
failed = count = 0
for program in sorted((root / folders[0] if folders else root).rglob('*.py')):
    out = program.with_suffix('.out')
    if '--new' in sys.argv and out.exists():
        continue
    with tempfile.TemporaryDirectory() as folder:
        printed = pathlib.Path(folder) / 'printed'
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            sys.stdout = open(printed, 'w', encoding='utf-8')
            status = 0
            try:
                runpy.run_path(str(program), run_name='__main__')
            except BaseException:
                traceback.print_exc()
                status = 1
            sys.stdout.flush()
            os._exit(status)
        status = os.waitpid(child, 0)[1]
        if status:
            failed += 1
            print(program.name, 'ended with an exception', file=sys.stderr)
            continue
        out.write_bytes(printed.read_bytes())
        count += 1
print(f'{count} recorded, {failed} failed')
sys.exit(failed != 0)
