"""Records what CPython prints for every program of Tests/LangTests/Cases, beside the program as NAME.out.

python3 Tests/Oracle/record_cases.py [NAME...]
"""
import os
import pathlib
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parent.parent / "LangTests" / "Cases"


SEEDS = "0 1 2 3 4 5 6 7".split()  # of the hashes of texts: an order of a set that changes with them is nothing to compare


def record(program):
    outputs = []
    for seed in SEEDS:
        result = subprocess.run([sys.executable, program.name], cwd=program.parent, capture_output=True, timeout=60,
                                env=os.environ | {"PYTHONHASHSEED": seed})
        if result.returncode != 0:
            sys.exit(f"{program.name}: {result.stderr.decode()[-500:]}")
        outputs.append(result.stdout)
    for seed, output in zip(SEEDS, outputs):
        for number, (one, other) in enumerate(zip(outputs[0].splitlines(), output.splitlines()), 1):
            if one != other:
                sys.exit(f"{program.name}: line {number} of its output depends on PYTHONHASHSEED: {one!r} with {SEEDS[0]}, {other!r} with {seed}")
    program.with_suffix(".out").write_bytes(outputs[0])


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 11), "the records are CPython 3.11's"
    names = sys.argv[1:]
    for path in sorted(CASES.glob("*.py")):
        if not names or path.stem in names:
            record(path)
