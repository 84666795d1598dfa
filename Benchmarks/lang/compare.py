"""Times the programs of this folder under the shell and under CPython, in alternation.

    python3 compare.py [--shell PATH] [--python PATH] [--rounds N] [NAME ...]

Programs whose name ends in `_numpy` need numpy and pandas; they run only when they are named, with a Python that has them.

The output of both must be equal. The figure of a program is the ratio of the two best times, start-up included: processor time (user and system), which
other work on the machine changes least, or with --wall the time that passes.
"""
import argparse
import math
import os
import resource
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))


def spent():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def run(command, wall):
    start, used = time.perf_counter(), spent()
    p = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start if wall else spent() - used
    if p.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {p.returncode}\n{p.stderr}")
    return seconds, p.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shell", default=os.path.join(here, "../../.build/release/shell"))
    parser.add_argument("--exec", default="exec", help="the shell's subcommand; empty for none")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--wall", action="store_true", help="time that passes instead of processor time")
    parser.add_argument("names", nargs="*")
    a = parser.parse_args()
    programs = sorted(n for n in os.listdir(here) if n.endswith(".py") and n != "compare.py" and (a.names or not n.endswith("_numpy.py")))
    if a.names:
        programs = [n for n in programs if n[:-3] in a.names]
    logs = []
    print(f"{'program':16}{'shell':>9}{'CPython':>9}{'ratio':>8}")
    for name in programs:
        path = os.path.join(here, name)
        ours, theirs = [], []
        for _ in range(a.rounds):
            t, mine = run([a.shell] + ([a.exec] if a.exec else []) + [path], a.wall)
            ours.append(t)
            t, other = run([a.python, path], a.wall)
            theirs.append(t)
            if mine != other:
                sys.exit(f"{name}: outputs differ\n--- shell\n{mine}--- CPython\n{other}")
        ratio = min(ours) / min(theirs)
        logs.append(math.log(ratio))
        print(f"{name[:-3]:16}{min(ours):9.3f}{min(theirs):9.3f}{ratio:8.2f}")
    print(f"geometric mean {math.exp(sum(logs) / len(logs)):.2f}")


main()
