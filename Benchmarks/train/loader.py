# Time of a batch of view-ports from a fresh page: decode, noise, masks, rotation, crop, scaling, tensors. run.py puts the
# notebook's own data set in the place marked below; the same text runs under `shell exec` and under CPython. With ORIGINAL=1
# (CPython only) noise and masks are made as the notebook's first version makes them, with OpenCV.
import os
import time
import json
import numpy as np
import torch

from torch.utils.data import DataLoader, Dataset
from PIL import Image, ImageDraw, ImageOps
from scripts import backbone, render
from scripts.dataset import *

FOLDER = os.environ['FOLDER']
BATCH = int(os.environ.get('BATCH', '16'))
VIEW = int(os.environ.get('VIEW', '128'))
ROUNDS = int(os.environ.get('ROUNDS', '5'))
WORKERS = int(os.environ.get('WORKERS', '0'))

# (the notebook's data set)


def draw_page(path, mask_path):
    """A 1700×2200 page of lines of words with rules between them, and its mask."""
    page, mask = Image.new('L', (1700, 2200), 250), Image.new('L', (1700, 2200), 0)
    ink, classes = ImageDraw.Draw(page), ImageDraw.Draw(mask)
    for row in range(60):
        y, x, n = 100 + row * 34, 120, 0
        if row % 10 == 9:
            ink.rectangle((120, y, 1580, y + 3), fill=20)
            classes.rectangle((120, y, 1580, y + 3), fill=1)
            continue
        while x < 1500:
            width = 30 + (row * 37 + n * 53) % 90
            for bar in range(0, width, 8):
                ink.rectangle((x + bar, y, x + bar + 4, y + 20), fill=10)
            classes.rectangle((x, y, x + width, y + 20), fill=3 if (row + n) % 7 else 2)
            x, n = x + width + 18, n + 1
    page.save(path)
    mask.save(mask_path)


if not os.path.isfile(f'{FOLDER}/images/page.png'):
    for name in ['images', 'masks', 'nondocs']:
        os.makedirs(f'{FOLDER}/{name}', exist_ok=True)
    draw_page(f'{FOLDER}/images/page.png', f'{FOLDER}/masks/page.png')
backbone.DATA_ROOT = FOLDER
np.random.seed(0)
times, processor = [], []
for _ in range(ROUNDS):
    start, used = time.time(), time.process_time()
    data = MultitaskPretrainingDataset('page.png', VIEW, BATCH, unknown_fraction=0)
    for X, Y in DataLoader(data, batch_size=BATCH, num_workers=WORKERS):
        total = X.sum().item()
    times.append(time.time() - start)
    processor.append(time.process_time() - used)
print(json.dumps({'times': times, 'processor': processor, 'losses': [total]}))
