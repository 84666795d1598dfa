"""Checks notebook files against the published tools: every .ipynb that `shell convert` and `shell run -o` write is valid under nbformat's schema, and jupytext reads
each .vnb (and the .vnb made of each .ipynb) to the same cells. Needs nbformat and jupytext:

    python3 Benchmarks/replay/formats.py [--shell .build/release/shell] [--generated 200] [--seed 1]

Takes the notebooks of the repository and generated ones with odd metadata, and counts: round trips (`shell convert --test-strict`), valid files, equal readings.
"""
import argparse, json, pathlib, random, string, subprocess, sys, tempfile

import jupytext
import nbformat

parser = argparse.ArgumentParser()
parser.add_argument('--shell', default='.build/release/shell')
parser.add_argument('--generated', type=int, default=200)
parser.add_argument('--seed', type=int, default=1)
options = parser.parse_args()
shell = str(pathlib.Path(options.shell).resolve())
root = pathlib.Path(__file__).resolve().parents[2]
draw = random.Random(options.seed)
WORDS = ['x = 1', '# comment', '', '# %% not a marker', '%time f()', '!ls -l', '# !ls', "s = '''\n# %%\n'''", 'def f():\n    return 1\n', 'ünïcödé = "→"', '```python\nx\n```', '<!-- #region -->',
         '# # %% twice', '# + {"a": 1}', '# -', '%%bash\necho 1', '\ttab', '1 +\\\n2', '@decorator\ndef g(): pass', '---', '# ---', 'text with trailing space ', '#no space', '# [markdown]', 'if x:\n\n    y = 2']


def value(depth=0):
    kind = draw.randrange(8 if depth < 2 else 6)
    if kind == 0: return None
    if kind == 1: return draw.random() < 0.5
    if kind == 2: return draw.randrange(-10 ** 6, 10 ** 6)
    if kind == 3: return draw.choice([0.5, 1e-9, 1e300, -2.25])
    if kind < 6: return draw.choice(['', 'plain', 'a "quoted" = one', "it's", 'ünï→', 'new\nline', 'true', '1', ' lead', '[x]', '{y}', 'a=b', '#', 'x: y', '"'])
    if kind == 6: return [value(depth + 1) for _ in range(draw.randrange(3))]
    return {key(): value(depth + 1) for _ in range(draw.randrange(3))}


def key():
    return draw.choice(['k', 'foreign', 'with space', 'dotted.key', 'ünï', 'quoted"', 'a-b', 'A_1', 'collapsed', 'scrolled', 'slideshow', '=', '[]']) + draw.choice(['', '1', '2'])


def metadata():
    m = {key(): value() for _ in range(draw.randrange(4))}
    for reserved in ['collapsed', 'scrolled', 'name', 'tags', 'jupyter']: m.pop(reserved, None)
    if draw.random() < 0.3: m['tags'] = draw.sample(['skip', 'parameters', 'a tag', 'ünï', 'raises-exception', 'x,y'.replace(',', '-')], draw.randrange(1, 4))
    if draw.random() < 0.2: m['caption'] = draw.choice(['A figure', 'Loss → "down"'])
    return m


def generated(i):
    nb = nbformat.v4.new_notebook()
    for _ in range(draw.randrange(8)):
        text = '\n'.join(draw.sample(WORDS, draw.randrange(5))) + '\n' * draw.choice([0, 0, 0, 1, 2])
        kind = draw.randrange(4)
        if kind < 2:
            cell = nbformat.v4.new_code_cell(text)
            if draw.random() < 0.5:
                cell.execution_count = draw.randrange(1, 50)
                cell.outputs = [draw.choice([
                    nbformat.v4.new_output('stream', name=draw.choice(['stdout', 'stderr']), text='a\nb\r\nc'),
                    nbformat.v4.new_output('execute_result', {'text/plain': '1', 'application/x+json': {'a': [1, 2.50]}}, execution_count=cell.execution_count, metadata={'m': value()} if draw.random() < 0.5 else {}),
                    nbformat.v4.new_output('display_data', {'image/png': 'aGVsbG8=\n', 'text/html': '<b>x</b>\n<i>y</i>'}),
                    nbformat.v4.new_output('error', ename='E', evalue='v', traceback=['t\x1b[0m', 'u']),
                ]) for _ in range(draw.randrange(3))]
        elif kind == 2:
            cell = nbformat.v4.new_markdown_cell(text)
            if draw.random() < 0.3: cell.attachments = {'image.png': {'image/png': 'aGk='}}
        else:
            cell = nbformat.v4.new_raw_cell(text)
            if draw.random() < 0.3: cell.metadata['format'] = 'text/restructuredtext'
        cell.metadata.update(metadata())
        cell.id = ''.join(draw.choice(string.ascii_letters + string.digits + '-_') for _ in range(draw.choice([1, 8, 64])))
        nb.cells.append(cell)
    ids = set()
    for k, c in enumerate(nb.cells):
        if c.id in ids: c.id = f'{c.id[:50]}-{k}'
        ids.add(c.id)
    nb.metadata.update({'kernelspec': {'name': 'python3', 'display_name': 'Python 3', 'language': 'python'}, **{k: v for k, v in metadata().items() if k not in ('tags', 'caption')}})
    nbformat.validate(nb)
    return nb


def call(*arguments):
    r = subprocess.run([shell, *map(str, arguments)], capture_output=True, text=True)
    return r.returncode, r.stdout + r.stderr


failures = []
counts = dict(notebooks=0, generated=0, round_trips=0, valid=0, written=0, jupytext=0, read=0, back=0, not_representable=0)


def check_written(path, name):
    counts['written'] += 1
    try:
        nbformat.validate(json.loads(path.read_text()))
        counts['valid'] += 1
    except Exception as e:
        failures.append(f'{name}: not valid: {str(e).splitlines()[0]}')


def plain(cells):
    """Kinds and texts; empty lines at a cell's end are lost in jupytext's own files too."""
    return [(c.cell_type, c.source.rstrip('\n')) for c in cells]


def representable(cells):
    """Whether jupytext's own percent files could hold these cells: a line that looks like a marker would split the cell, and `# !ls` in a text cell loses its sign."""
    return not any(line.lstrip('# ').startswith('%%') and line.startswith('#') or (c.cell_type != 'code' and line.lstrip('# ').startswith(('%', '!')))
                   for c in cells for line in c.source.split('\n'))


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    files = sorted(p for p in root.rglob('*.vnb') if '.build' not in p.parts) + sorted(p for p in root.rglob('*.ipynb') if '.build' not in p.parts)
    for i in range(options.generated):
        path = folder / f'generated{i}.ipynb'
        nbformat.write(generated(i), path)
        files.append(path)
    for path in files:
        name = path.name if folder in path.parents else str(path.relative_to(root))
        counts['generated' if folder in path.parents else 'notebooks'] += 1
        code, text = call('convert', '--test-strict', path)
        if code == 0: counts['round_trips'] += 1
        else: failures.append(f'{name}: round trip: {text.strip()}')
        as_ipynb, as_vnb = folder / 'as.ipynb', folder / 'as.vnb'
        for p in (as_ipynb, as_vnb, folder / 'as.vnb.outputs.json'): p.unlink(missing_ok=True)
        code, text = call('convert', path, as_ipynb)
        if code != 0:
            failures.append(f'{name}: {text.strip()}')
            continue
        check_written(as_ipynb, name)
        ours = json.loads(as_ipynb.read_text())
        mine = nbformat.reads(json.dumps(ours), as_version=4)
        # jupytext's reading of the percent text against ours: kinds and texts.
        code, text = call('convert', path, as_vnb)
        back = folder / 'back.ipynb'
        if path.suffix == '.ipynb':
            # Through the text and back: the same notebook, outputs included.
            call('convert', as_vnb, back)
            check_written(back, name + ' (back)')
            if json.loads(back.read_text()) == ours: counts['back'] += 1
            else: failures.append(f'{name}: not the same notebook after the text form')
        if not representable(mine.cells):
            counts['not_representable'] += 1
            continue
        counts['read'] += 1
        theirs = jupytext.reads(as_vnb.read_text() if path.suffix != '.vnb' else path.read_text(), fmt='py:percent')
        if plain(theirs.cells) == plain(mine.cells): counts['jupytext'] += 1
        else:
            a, b = plain(mine.cells), plain(theirs.cells)
            at = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            failures.append(f'{name}: jupytext reads cell {at + 1} otherwise: {a[at:at + 1]} and {b[at:at + 1]}')
print(f"{counts['notebooks']} notebooks of the repository and {counts['generated']} generated: {counts['round_trips']} of {counts['notebooks'] + counts['generated']} round trips through all formats equal")
print(f"{counts['valid']} of {counts['written']} written .ipynb files valid under nbformat {nbformat.__version__}; {counts['back']} .ipynb files equal after .vnb and back")
print(f"{counts['jupytext']} of {counts['read']} .vnb files read by jupytext {jupytext.__version__} to the same cells; {counts['not_representable']} not compared (lines like markers, which jupytext's own files cannot hold)")
for f in failures[:40]: print('  ' + f)
sys.exit(1 if failures else 0)
