"""Feeds damaged files to the program: python damaged_files.py SHELL [--count 10000] [--seed 0] [--keep FOLDER]

Makes good .pt, .safetensors, .npy, .png, .jpg and .csv files with the real libraries, mutates them (bits, bytes, cuts, blocks moved, doubled or
zeroed, sizes and lengths overwritten with large numbers; half of the .pt and .png files inside, with checksums that fit), and has the program read each one, 250 files a process. Reports, per kind: how many were refused with an exception, how many
were read, crashes, hangs, and how many .pt files with a wrong checksum were read as something else than the original ("silent wrong loads").
Needs torch, safetensors, numpy and pillow. Exits with 1 when there was a crash, a hang or a silent wrong load.
"""
import argparse
import collections
import io
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

READER = '''
import sys
import numpy as np
import torch
import pandas as pd
from PIL import Image
from safetensors.torch import load_file


def read(path):
    kind = path.rpartition('.')[2]
    if kind == 'pt':
        return total(torch.load(path, weights_only=True))
    if kind == 'safetensors':
        return total(load_file(path))
    if kind == 'npy':
        return total(np.load(path))
    if kind == 'csv':
        return str(pd.read_csv(path).shape)
    with Image.open(path) as im:
        im.load()
        return str(im.size) + ' ' + im.mode


def total(x):
    if isinstance(x, dict):
        return '{' + ', '.join(f'{k!r}: {total(v)}' for k, v in x.items()) + '}'
    if isinstance(x, (list, tuple)):
        return '[' + ', '.join(total(v) for v in x) + ']'
    if hasattr(x, 'shape') and x.shape != ():
        return f'{tuple(x.shape)} {x.dtype} {x.tolist()}'
    return repr(x)


for line in open('list.txt'):
    name = line.strip()
    print('>', name, flush=True)
    try:
        print('read', read(name).replace(chr(10), ' '))
    except Exception as e:
        print('refused', type(e).__name__)
print('done')
'''


def good_files(folder):
    import numpy as np
    import torch
    from PIL import Image
    from safetensors.torch import save_file
    rng = np.random.default_rng(0)
    torch.manual_seed(0)
    out = []

    def keep(name):
        out.append(folder / name)
        return folder / name
    model = torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.randn(3, 5)).sum().backward()
    optimizer.step()
    base = torch.arange(12.0).reshape(3, 4)
    torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'epoch': 3, 'names': ['a', 'é'], 'none': None}, keep('full.pt'))
    torch.save([base, base[1:], base.t(), torch.ones(3, dtype=torch.bfloat16), torch.tensor([True, False]), torch.arange(5).half()], keep('views.pt'))
    torch.save(torch.arange(7), keep('plain.pt'))
    save_file({'w': torch.randn(4, 3), 'b': torch.arange(5), 'h': torch.ones(2, dtype=torch.float16)}, keep('a.safetensors'))
    save_file({'x': torch.zeros(0, 3), 'y': torch.tensor(2.0)}, keep('b.safetensors'), metadata={'format': 'pt'})
    np.save(keep('a.npy'), rng.normal(size=(4, 5)))
    np.save(keep('b.npy'), np.asfortranarray(rng.integers(0, 9, (3, 2), dtype=np.int16)))
    np.save(keep('c.npy'), np.array(['ab', 'cde']))
    rgb = Image.fromarray(rng.integers(0, 256, (13, 17, 3), dtype=np.uint8))
    rgb.save(keep('rgb.png'))
    rgb.convert('L').save(keep('l.png'))
    rgb.quantize(16).save(keep('p.png'))
    rgb.convert('1').save(keep('one.png'))
    rgb.convert('RGBA').save(keep('rgba.png'))
    Image.fromarray(rng.integers(0, 60000, (9, 8), dtype=np.uint16)).save(keep('i16.png'))
    rgb.save(keep('a.jpg'), quality=80)
    rgb.convert('L').save(keep('l.jpg'))
    rgb.save(keep('prog.jpg'), progressive=True)
    rgb.convert('CMYK').save(keep('cmyk.jpg'))
    keep('a.csv').write_text('id,name,score\n' + ''.join(f'{i},"n{i}, x",{i * 1.5}\n' for i in range(20)))
    keep('b.csv').write_text('a;b\n1;2\n\n3;"q""r"\n')
    return out


def mutated(data, r):
    b = bytearray(data)
    for _ in range(r.choice([1, 1, 1, 2, 4, 16])):
        n = len(b)
        if n == 0:
            break
        way, i = r.randrange(9), r.randrange(n)
        if way == 0:
            b[i] ^= 1 << r.randrange(8)
        elif way == 1:
            b[i] = r.randrange(256)
        elif way == 2:
            del b[i:]
        elif way == 3:
            del b[i:i + r.randrange(1, 17)]
        elif way == 4:
            b[i:i] = bytes(r.randrange(256) for _ in range(r.randrange(1, 17)))
        elif way == 5:
            w = struct.pack(r.choice(['<I', '>I', '<Q', '>H']), r.choice([0, 1, 255, 0x7FFF, 0xFFFF]))
            b[i:i + len(w)] = w
        elif way == 6:
            b[i:i + 8] = b'\xff' * min(8, n - i)
        elif way == 7:
            j = r.randrange(n)
            b[i:i + 32] = b[j:j + 32]
        else:
            b[i:i + 64] = bytes(min(64, n - i))
    return bytes(b)


def mended_png(data):
    """The chunks with checksums that fit, so that what is inside is read."""
    out, at = data[:8], 8
    while at + 12 <= len(data):
        n, = struct.unpack('>I', data[at:at + 4])
        body = data[at + 4:at + 8 + n]
        out += data[at:at + 4] + body + struct.pack('>I', zlib.crc32(body))
        at += 12 + n
    return out + data[at:]


def inside_pt(data, r):
    """One record of the archive damaged, with a checksum that fits."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        records = [(i.filename, z.read(i)) for i in z.infolist()]
    k = r.choice([i for i, (n, _) in enumerate(records) if n.endswith('data.pkl')] * 3 + list(range(len(records))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_STORED) as z:
        for i, (name, body) in enumerate(records):
            z.writestr(name, mutated(body, r) if i == k else body)
    return out.getvalue()


def checksum_fails(data):
    """Whether the zip archive itself says that a record is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            return z.testzip() is not None
    except Exception:
        return True


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('shell')
    p.add_argument('--count', type=int, default=10000)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--keep')
    a = p.parse_args()
    r = random.Random(a.seed)
    shell = os.path.abspath(a.shell) if os.path.exists(a.shell) else a.shell
    with tempfile.TemporaryDirectory() as t:
        folder = pathlib.Path(a.keep or t)
        folder.mkdir(exist_ok=True)
        (folder / 'read.py').write_text(READER)
        sources = good_files(folder)

        def run(names):
            """What the program says of each file; 'crash' or 'hang' where it ended."""
            said, names = {}, list(names)
            while names:
                (folder / 'list.txt').write_text('\n'.join(names))
                try:
                    done = subprocess.run([shell, 'exec', 'read.py'], cwd=folder, capture_output=True, timeout=300)
                    text, end = done.stdout.decode('utf-8', 'replace'), f'crash {done.returncode}'
                except subprocess.TimeoutExpired as e:
                    text, end = (e.stdout or b'').decode('utf-8', 'replace'), 'hang'
                current = None
                for line in text.splitlines():
                    if line.startswith('> '):
                        current = line[2:]
                    elif current is not None and line.startswith(('read ', 'refused ')):
                        said[current] = line
                        current = None
                if text.rstrip().endswith('done'):
                    break
                if current is None:
                    said[names[0]] = end + ' before the first file'
                    break
                said[current] = end
                names = names[names.index(current) + 1:]
            return said
        originals = run([s.name for s in sources])
        broken = {n: v for n, v in originals.items() if not v.startswith('read')}
        if broken:
            sys.exit(f'good files that are not read: {broken}')
        tally, wrong, began = collections.Counter(), [], time.time()
        for start in range(0, a.count, 250):
            names, origin = [], {}
            for k in range(start, min(start + 250, a.count)):
                source = sources[k % len(sources)]
                good = source.read_bytes()
                inside = source.suffix in ('.pt', '.png') and r.random() < 0.5
                data = inside_pt(good, r) if inside and source.suffix == '.pt' else mutated(good, r)
                if inside and source.suffix == '.png':
                    data = mended_png(data)
                name = f'm{k}{source.suffix}'
                (folder / name).write_bytes(data)
                names.append(name)
                origin[name] = (source, data)
            said = run(names)
            for name in names:
                source, data = origin[name]
                word = said.get(name, 'crash (no answer)').split()[0]
                kind = source.suffix[1:]
                tally[kind, word] += 1
                bad = word in ('crash', 'hang')
                if word == 'read' and kind == 'pt' and said[name] != originals[source.name] and checksum_fails(data):
                    tally[kind, 'silent wrong load'] += 1
                    bad = True
                if bad:
                    wrong.append(f'{name} ({source.name}): {said.get(name)}'[:200])
                else:
                    (folder / name).unlink()
        for kind in sorted({k for k, _ in tally}):
            print(f'{kind:12}', ', '.join(f'{w} {n}' for (k, w), n in sorted(tally.items()) if k == kind))
        total = lambda w: sum(n for (_, x), n in tally.items() if x == w)
        print(f'{a.count} files in {time.time() - began:.0f} s: {total("refused")} refused, {total("read")} read, crashes {total("crash")}, hangs {total("hang")}, '
              f'silent wrong loads {total("silent wrong load")}')
        for line in wrong[:20]:
            print(line)
        sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
