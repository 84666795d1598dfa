"""Records what CPython prints for every program of Tests/LangTests/Cases, beside the program as NAME.out.

python3 Tests/Oracle/record_cases.py [NAME...]
"""
import pathlib
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parent.parent / "LangTests" / "Cases"


def record(program):
    result = subprocess.run([sys.executable, program.name], cwd=program.parent, capture_output=True, timeout=60)
    if result.returncode != 0:
        sys.exit(f"{program.name}: {result.stderr.decode()[-500:]}")
    program.with_suffix(".out").write_bytes(result.stdout)


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 11), "the records are CPython 3.11's"
    names = sys.argv[1:]
    for path in sorted(CASES.glob("*.py")):
        if not names or path.stem in names:
            record(path)
