import hashlib
from PIL import Image, ImageDraw
def show(name, f):
    im = Image.new('RGB', (60, 50), (9, 9, 9)); d = ImageDraw.Draw(im)
    try: f(d); print(name, hashlib.md5(im.tobytes()).hexdigest()[:8])
    except Exception as e: print(name, type(e).__name__, e)
for i, (x, y) in enumerate([(50, 3), (50, 40), (3, 40), (55, 25), (25, 47)]):
    show(f'line {i}', lambda d: d.line((5, 5, x, y), fill='red')); show(f'wide {i}', lambda d: d.line((5, 5, x, y), fill=(0, 255, 0), width=4))
    show(f'rect {i}', lambda d: d.rectangle((5, 3, max(x, 5), max(y, 3)), fill='yellow', outline='black', width=min(i, 1))); show(f'ellipse {i}', lambda d: d.ellipse((3, 3, max(x, 4), max(y, 4)), fill='white', outline='red', width=i)); show(f'ellipse0 {i}', lambda d: d.ellipse((3, 3, max(x, 4), max(y, 4)), outline='red'))
    show(f'poly {i}', lambda d: d.polygon([(5, 5), (x, y), (30, 10), (2, 30)], fill='cyan', outline='magenta'));  show(f'round {i}', lambda d: d.rounded_rectangle((5, 5, 50, 40), 3 + i, fill='red', outline='blue', width=i)); show(f'circle {i}', lambda d: d.circle((25, 25), 5 + i * 2, fill='red', outline='blue'));  show(f'points {i}', lambda d: d.point([(x, y), (1, 1)], fill='white'))
