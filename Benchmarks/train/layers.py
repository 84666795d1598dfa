# Times of single layers of the notebook's model, forward and backward, in milliseconds. The same text runs under `shell exec` and
# under CPython with PyTorch. Settings as in step.py: BATCH, VIEW, WIDTH, LAYOUT, DTYPE, THREADS.
import os
import time
import json
import torch

from torch import nn
from torch.nn import functional as F

BATCH = int(os.environ.get('BATCH', '16'))
VIEW = int(os.environ.get('VIEW', '128'))
WIDTH = int(os.environ.get('WIDTH', '64'))
LAYOUT = os.environ.get('LAYOUT', 'contiguous')
DTYPE = os.environ.get('DTYPE', 'float32')
ROUNDS = int(os.environ.get('ROUNDS', '3'))

if os.environ.get('THREADS', '') != '':
    torch.set_num_threads(int(os.environ['THREADS']))


def attention(qkv):
    q, k, v = qkv.reshape(BATCH, 3, qkv.shape[1] // 3, -1).unbind(dim=1)
    context = torch.matmul(torch.softmax(k, dim=-1), v.transpose(1, 2))
    return torch.matmul(context.transpose(1, 2), q)


def last(t):
    return t.to(memory_format=torch.channels_last) if LAYOUT == 'channels_last' and len(t.shape) == 4 else t


def measure(function, x):
    best = []
    for _ in range(ROUNDS):
        x.grad = None
        start = time.time()
        if DTYPE == 'bfloat16':
            with torch.autocast('cpu', dtype=torch.bfloat16):
                y = function(x)
        else:
            y = function(x)
        middle = time.time()
        g = torch.ones_like(y)
        between = time.time()
        y.backward(g)
        total = x.grad.sum().item()     # whatever was put off is computed by now
        best.append((middle - start + time.time() - between, middle - start))
    return [round(1000 * min([b[i] for b in best]), 2) for i in range(2)]


results = {}
for level in range(4):
    c, v = WIDTH * 2 ** level, VIEW // 2 ** level
    # a convolution first, so that the input has the order that maps have inside the network
    enter = last(torch.rand(BATCH, c, v, v))
    layers = {
        'conv 3x3': nn.Conv2d(c, c, 3, padding=1),
        'conv 1x1 to 3C': nn.Conv2d(c, 3 * c, 1),
        'group norm + gelu': nn.Sequential(nn.GroupNorm(1, c), nn.GELU()),
        'max pool': nn.MaxPool2d(2),
    }
    if level > 0:
        layers['transposed 2x2 to C/2'] = nn.ConvTranspose2d(c, c // 2, 2, stride=2)
    for name, layer in layers.items():
        if LAYOUT == 'channels_last':
            layer = layer.to(memory_format=torch.channels_last)
        x = enter.clone().requires_grad_()
        results[f'{name}, {c} at {v}x{v}'] = measure(layer, x)
    x = last(torch.rand(BATCH, 3 * c, v, v)).requires_grad_()
    results[f'attention, {c} at {v}x{v}'] = measure(attention, x)
print(json.dumps(results))
