"""Records what CPython and PyTorch print for every program of Tests/LibraryTests/Programs/torch, beside the program as NAME.out.

python Tests/Oracle/record_torch.py [NAME...]        (needs torch, numpy, torchsummary, safetensors)

All programs run in one process: importing PyTorch takes longer than any of them. A program starts from the default dtype and print options.
"""
import contextlib
import io
import pathlib
import sys

PROGRAMS = pathlib.Path(__file__).resolve().parent.parent / "LibraryTests" / "Programs" / "torch"

if __name__ == "__main__":
    names = sys.argv[1:]
    for path in sorted(PROGRAMS.glob("*.py")):
        if names and path.stem not in names:
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(path.read_text(), path.name, "exec"), {"__name__": "__main__"})
        path.with_suffix(".out").write_text(out.getvalue())
        print(path.stem, len(out.getvalue().splitlines()), "lines")
