#!/usr/bin/env python3
"""How long Ctrl-C takes: types long cells into a session on a pseudo-terminal, presses Ctrl-C at a random moment, and times the KeyboardInterrupt.

    python3 Benchmarks/interrupts/measure.py [--program .build/release/shell] [--tries 10] [PLACE ...]

Prints a table: the worst and the median of the tries, in seconds. The exit status is 1 when one took longer than half a second.
"""
import argparse
import os
import pty
import random
import re
import select
import shutil
import signal
import sys
import tempfile
import time

# Place: (cells that prepare, the cell that runs too long, a name that must still hold its value).
PLACES = {
    "loop": ("", "while True: pass"),
    "list comprehension": ("", "[i for i in range(10 ** 12)]"),
    "generator in sum": ("", "sum(i for i in range(10 ** 12))"),
    "function calls": ("def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\n", "f(60)"),
    "training step": (
        "import torch, torch.nn as nn\n"
        "m = nn.Sequential(nn.Conv2d(3, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 8, 3, padding=1))\n"
        "o = torch.optim.AdamW(m.parameters()); x = torch.rand(16, 3, 128, 128)",
        "while True: o.zero_grad(); loss = m(x).square().mean(); loss.backward(); o.step()"),
    "product, torch": ("import torch; a = torch.rand(12000, 12000)", "b = a @ a"),
    "product, numpy float64": ("import numpy as np; a = np.random.rand(7000, 7000)", "b = a @ a"),
    "inverse": ("import numpy as np; a = np.random.rand(5000, 5000)", "b = np.linalg.inv(a)"),
    "singular values": ("import numpy as np; a = np.random.rand(3000, 3000)", "b = np.linalg.svd(a)"),
    "list.sort": ("import random; x = [random.random() for i in range(3000000)]", "x.sort()\nwhile True: x.reverse(); x.sort(); random.shuffle(x); y = sorted(x)"),
    "sorted with a key": ("import random; x = [random.random() for i in range(2000000)]", "while True: y = sorted(x, key=lambda v: -v)"),
    "sorted strings": ("import random; x = [str(random.random()) for i in range(2000000)]", "while True: y = sorted(x)"),
    "numpy.sort": ("import numpy as np; a = np.random.rand(60000000)", "while True: b = np.sort(a)"),
    "array arithmetic": ("import numpy as np; a = np.random.rand(50000000)", "while True: b = np.exp(np.sin(a) + a ** 1.5)"),
    "regular expression": ("import re", "re.match('(a|aa)+$', 'a' * 200 + 'b')"),
    "regular expression, long text": ("import re; s = 'ab' * 50000000", "while True: n = len(re.sub('(a)(b)', r'\\2\\1', s))"),
    "time.sleep": ("import time", "time.sleep(3600)"),
    "input()": ("", "input('reading')"),
    "sys.stdin.readline": ("import sys", "sys.stdin.readline()"),
    "gnuplot": ("import matplotlib.pyplot as plt, numpy as np; xs = np.random.rand(300000)", "while True: plt.scatter(xs, xs); plt.savefig('f.png'); plt.close()"),
    "big integers, product": ("a = 3 ** 4000000", "while True: b = a * a"),
    "big integers, power": ("", "b = 7 ** 100000000"),
    "str.join": ("parts = ['word' * 10] * 10000000", "while True: s = ' '.join(parts)"),
    "str.replace": ("s = 'abcdefgh' * 40000000", "while True: t = s.replace('cd', 'xyz')"),
    "str.split": ("s = 'word ' * 10000000", "while True: t = s.split()"),
    "json.loads": ("import json; s = json.dumps([{'a': i, 'b': [1.5, 'text', None]} for i in range(500000)])", "while True: t = json.loads(s)"),
    "json.dumps": ("import json; t = [{'a': i, 'b': [1.5, 'text', None]} for i in range(500000)]", "while True: s = json.dumps(t)"),
    "sum of a list": ("x = list(range(30000000))", "while True: sum(x)"),
    "list times": ("x = list(range(1000))", "while True: y = x * 100000"),
    "in a list": ("x = list(range(50000000))", "while True: -1 in x"),
    "dictionary": ("", "while True: d = dict.fromkeys(range(20000000))"),
    "!command": ("", "!sleep 3600"),
    "x = !command": ("", "x = !sleep 3600"),
}


class Session:
    def __init__(self, program, folder):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            keep = {k: os.environ[k] for k in ("PATH", "LD_LIBRARY_PATH") if k in os.environ}
            os.execve(program, [program], {**keep, "TERM": "xterm-256color", "HOME": folder, "LANG": "C.UTF-8", "NO_COLOR": "1", "SHELL_FIGURES": "off", "SHELL_HISTORY": folder + "/history"})
        self.text = ""
        self.number = 1
        self.wait("In [1]: ", 60)

    def wait(self, words, seconds):
        """The time at which the words were read; what stands before them is dropped."""
        end = time.monotonic() + seconds
        while words not in self.text:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                raise TimeoutError(f"no {words!r} in {seconds} s; the end of the output: {self.text[-300:]!r}")
            data = os.read(self.fd, 65536).decode(errors="replace")
            self.text += re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[78])|\r", "", data)
        self.text = self.text.split(words, 1)[1]
        return time.monotonic()

    def send(self, text):
        os.write(self.fd, text.encode())

    def cell(self, text, seconds=300):
        # Pasted, so that nothing is indented or completed.
        self.send("\x1b[200~" + text + "\x1b[201~\r" + ("\r" if "\n" in text and text.splitlines()[-1].startswith(" ") else ""))
        self.number += 1
        return self.wait(f"In [{self.number}]: ", seconds)

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def measure(program, folder, place, tries):
    prepare, statement = PLACES[place]
    s = Session(program, folder)
    times = []
    try:
        s.cell("alive = 17")
        for line in prepare.splitlines():
            s.cell(line)
        for _ in range(tries):
            s.send("\x1b[200~print('beg' + 'un')\n" + statement + "\x1b[201~\r" + ("\r" if statement.splitlines()[-1].startswith("while") else ""))
            s.number += 1
            s.wait("begun\n", 60)
            time.sleep(random.uniform(0.2, 1.2))
            if f"In [{s.number}]: " in s.text:
                raise RuntimeError("the cell ended by itself: " + s.text[-300:])
            pressed = time.monotonic()
            s.send("\x03")
            times.append(s.wait("KeyboardInterrupt", 120) - pressed)
            s.wait(f"In [{s.number}]: ", 60)
        s.send("alive\r")
        s.wait("]: 17", 60)
    finally:
        s.close()
    return times


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default=".build/release/shell")
    p.add_argument("--tries", type=int, default=10)
    p.add_argument("places", nargs="*", help="parts of names; all without")
    a = p.parse_args()
    program = os.path.abspath(a.program)
    names = [n for n in PLACES if not a.places or any(w in n for w in a.places)]
    late = False
    print(f"{'place':32} {'worst':>7} {'median':>7}", flush=True)
    for name in names:
        folder = tempfile.mkdtemp(prefix="interrupts-")
        try:
            t = sorted(measure(program, folder, name, a.tries))
            late |= t[-1] > 0.5
            print(f"{name:32} {t[-1]:7.3f} {t[len(t) // 2]:7.3f}{'   late' if t[-1] > 0.5 else ''}", flush=True)
        except Exception as e:
            late = True
            print(f"{name:32} failed: {e}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
