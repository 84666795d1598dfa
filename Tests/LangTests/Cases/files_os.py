# Files, os, os.path, pathlib, tempfile, shutil, glob.
import os
import sys
import glob
import shutil
import tempfile
from pathlib import Path
tmp = tempfile.mkdtemp()
path = os.path.join(tmp, "a.txt")
with open(path, "w") as f:
    print(f.write("line 1\nline 2\n"), f.writable(), f.closed)
    f.writelines(["x\n", "yé"])
print(f.closed)
with open(path) as f:
    print(f.readline(), f.read(4), f.tell() > 0, f.readlines())
with open(path) as f:
    for i, line in enumerate(f):
        print(i, repr(line), end=" ")
print()
with open(path, "a", encoding="utf-8") as f:
    f.write("\nappended")
print(open(path, encoding="utf-8").read().split("\n")[-1], open(path, "rb").read()[:6], os.path.getsize(path), os.path.exists(path), os.path.isfile(path), os.path.isdir(tmp))
with open(path, "r+") as f:
    f.seek(0)
    f.write("LINE")
    f.seek(0)
    print(f.readline().strip())
for bad in (lambda: open(tmp + "/none"), lambda: open(path, "q"), lambda: open(tmp), lambda: os.remove(tmp + "/none"), lambda: os.listdir(tmp + "/none"), lambda: os.mkdir(tmp), lambda: f.read(), lambda: open(path, "x")):
    try:
        bad()
    except (OSError, ValueError) as e:
        print(type(e).__name__, str(e).replace(tmp, "TMP"))
print(os.path.basename("/a/b.txt"), os.path.dirname("/a/b.txt"), os.path.split("/a/b"), os.path.splitext("x.tar.gz"), os.path.join("a", "/b", "c"), os.path.join("a", "b/", "c"), os.path.normpath("a/../b//c/."), os.path.isabs("/x"), os.path.commonprefix(["abc", "abd"]), os.path.relpath("/a/b/c", "/a/d"), os.sep, os.path.expanduser("x"))
os.makedirs(os.path.join(tmp, "d/e"))
Path(tmp, "d", "one.py").write_text("1")
Path(tmp, "d", "two.txt").write_text("22")
print(sorted(os.listdir(tmp)), sorted(os.path.relpath(p, tmp) for p in glob.glob(tmp + "/**/*", recursive=True)), sorted(os.path.basename(p) for p in glob.glob(tmp + "/d/*.py")))
print([(os.path.relpath(r, tmp), sorted(ds), sorted(fs)) for r, ds, fs in os.walk(tmp)])
p = Path("/usr/local/lib/file.tar.gz")
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix(".zip"), p.with_name("x"), p.is_absolute(), p.parents[1], p / "sub", "root" / Path("x"), p.relative_to("/usr"), p.as_posix(), p == Path("/usr/local/lib/file.tar.gz"), Path("a") < Path("b"), Path("."), Path("a//b/../c"), Path("x.py").match("*.py"), str(Path("a", "b")), p.anchor, hash(p) == hash(Path(str(p))))
d = Path(tmp)
print((d / "a.txt").exists(), (d / "d").is_dir(), sorted(x.name for x in d.iterdir()), sorted(x.name for x in d.glob("**/*.py")), sorted(x.name for x in d.rglob("*.txt")), (d / "d/one.py").read_text(), (d / "d" / "two.txt").stat().st_size, (d / "new").mkdir(), (d / "new").is_dir(), (d / "new").rmdir(), (d / "new").exists())
(d / "b.bin").write_bytes(b"\x00\x01")
(d / "b.bin").rename(d / "c.bin")
print((d / "c.bin").read_bytes(), (d / "c.bin").unlink(), (d / "c.bin").exists(), (d / "q" / "r").mkdir(parents=True), Path(tmp, "q").mkdir(exist_ok=True))
shutil.copy(path, os.path.join(tmp, "copy.txt"))
os.rename(os.path.join(tmp, "copy.txt"), os.path.join(tmp, "moved.txt"))
shutil.move(os.path.join(tmp, "moved.txt"), os.path.join(tmp, "d"))
shutil.copytree(os.path.join(tmp, "d"), os.path.join(tmp, "d2"))
print(sorted(os.listdir(os.path.join(tmp, "d2"))))
shutil.rmtree(os.path.join(tmp, "d2"))
os.remove(path)
print(os.path.exists(path), "PATH" in os.environ, os.environ.get("NOPE_X", "dflt"), os.getenv("NOPE_X"), os.getcwd() == str(Path.cwd()), os.linesep == "\n", os.name)
with tempfile.TemporaryDirectory() as td:
    print(os.path.isdir(td))
print(os.path.exists(td))
with tempfile.NamedTemporaryFile("w", suffix=".txt") as tf:
    tf.write("x")
    tf.flush()
    print(open(tf.name).read(), tf.name.endswith(".txt"))
shutil.rmtree(tmp)
print(os.path.exists(tmp), len(sys.argv), sys.version_info[:2] >= (3, 11), sys.maxsize, sys.byteorder, type(sys.path).__name__)
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
