"""Records what the programs below Tests/LibraryTests/Programs print under CPython and the real libraries.

    python Tests/Oracle/record_programs.py [folder]

Writes NAME.out beside each NAME.py. A program that ends with an exception is an error here.
"""
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent / "LibraryTests" / "Programs"
if len(sys.argv) > 1:
    root = root / sys.argv[1]
failed = 0
for program in sorted(root.rglob("*.py")):
    run = subprocess.run([sys.executable, "-W", "ignore", program], capture_output=True, text=True, cwd=program.parent)
    if run.returncode:
        failed += 1
        print(program.name, run.stderr[-400:], file=sys.stderr)
        continue
    program.with_suffix(".out").write_text(run.stdout)
sys.exit(failed != 0)
