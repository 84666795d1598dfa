# One training step of the notebook's model, timed. The same text runs under `shell exec` and under CPython with PyTorch.
# Settings come from the environment: BATCH, VIEW, WIDTH, STEPS, DTYPE (float32 or bfloat16), LAYOUT (contiguous or channels_last),
# MODE (train or evaluate), THREADS, DETERMINISTIC.
import os
import time
import json
import torch

from torch import nn
from torch.nn import functional as F

BATCH = int(os.environ.get('BATCH', '16'))
VIEW = int(os.environ.get('VIEW', '128'))
WIDTH = int(os.environ.get('WIDTH', '64'))
STEPS = int(os.environ.get('STEPS', '3'))
DTYPE = os.environ.get('DTYPE', 'float32')
LAYOUT = os.environ.get('LAYOUT', 'contiguous')
MODE = os.environ.get('MODE', 'train')

if os.environ.get('THREADS', '') != '':
    torch.set_num_threads(int(os.environ['THREADS']))
if os.environ.get('DETERMINISTIC', '') == '1':
    torch.use_deterministic_algorithms(True)


class SelfAttention(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.qkv = nn.Conv2d(cin, cin * 3, 1)
        self.out = nn.Conv2d(cin, cout, 1)
        self.norm = nn.GroupNorm(1, cout)

    def forward(self, x):
        b, c, h, w = x.shape
        q, k, v = self.qkv(x).reshape(b, 3, c, h * w).unbind(dim=1)
        k = torch.softmax(k, dim=-1)
        context = torch.matmul(k, v.transpose(1, 2))
        y = torch.matmul(context.transpose(1, 2), q)
        y = self.norm(self.out(y.reshape(b, c, h, w)))
        return torch.tanh(torch.relu(y))


class ConvNorm(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, 3, padding=1)
        self.norm = nn.GroupNorm(1, cout)

    def forward(self, x):
        return self.norm(self.conv(x))


class ConvBlock(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.first = ConvNorm(cin, cout)
        self.second = ConvNorm(cout, cout)
        self.shortcut = nn.Conv2d(cin, cout, 1)
        self.attn = SelfAttention(cin, cout)

    def forward(self, x):
        y = self.second(F.gelu(self.first(x)))
        y = y + self.shortcut(x)
        return y * self.attn(x)


class Encoder(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.blocks = nn.ModuleList()
        cin = 1
        for level in range(depth):
            self.blocks.append(ConvBlock(cin, width * 2 ** level))
            cin = width * 2 ** level
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        for i, block in enumerate(self.blocks):
            if i > 0:
                x = self.pool(x)
            x = block(x)
        return x


class Decoder(nn.Module):
    def __init__(self, latent, depth, classes):
        super().__init__()
        self.up, self.blocks = nn.ModuleList(), nn.ModuleList()
        for _ in range(depth):
            self.up.append(nn.ConvTranspose2d(latent, latent // 2, 2, stride=2))
            self.blocks.append(ConvBlock(latent // 2, latent // 2))
            latent = latent // 2
        self.out = nn.Conv2d(latent, classes, 1)

    def forward(self, x):
        for up, block in zip(self.up, self.blocks):
            x = block(up(x))
        return torch.softmax(self.out(x), dim=1)


class Head(nn.Module):
    def __init__(self, latent, out):
        super().__init__()
        self.norm = nn.LayerNorm(latent)
        self.out = nn.Linear(latent, out)

    def forward(self, x):
        return self.out(torch.relu(self.norm(x.mean(dim=(2, 3)))))


class Model(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.backbone = Encoder(width, 4)
        self.segmentation = Decoder(width * 8, 3, 4)
        self.value = Decoder(width * 8, 3, 2)
        self.alignment = Head(width * 8, 3)
        self.rotation = Head(width * 8, 361)

    def forward(self, x):
        e = self.backbone(x)
        return self.segmentation(e), self.value(e), self.alignment(e), self.rotation(e)


def dice(probs, target, classes):
    p = probs.float().flatten(start_dim=2)
    y = F.one_hot(target.flatten(start_dim=1), classes).transpose(1, 2).to(p.dtype)
    weight = 1 / (y.sum(dim=(0, 2)) ** 2 + 1e-9)
    common = (weight * (p * y).sum(dim=(0, 2))).sum()
    total = (weight * (p + y).sum(dim=(0, 2))).sum()
    return 1 - 2 * (common + 1e-9) / (total + 1e-9)


torch.manual_seed(0)
model = Model(WIDTH)
x = torch.rand(BATCH, 1, VIEW, VIEW)
y1 = torch.randint(0, 4, (BATCH, VIEW, VIEW))
y2 = torch.randint(0, 2, (BATCH, VIEW, VIEW))
y3 = torch.randint(0, 3, (BATCH,))
y4 = torch.randint(0, 361, (BATCH,))
if LAYOUT == 'channels_last':
    model = model.to(memory_format=torch.channels_last)
    x = x.to(memory_format=torch.channels_last)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)


def losses():
    a, b, c, d = model(x)
    return dice(a, y1, 4) + dice(b, y2, 2) + F.cross_entropy(c.float(), y3) + F.cross_entropy(d.float(), y4)


def train():
    optimizer.zero_grad()
    if DTYPE == 'bfloat16':
        with torch.autocast('cpu', dtype=torch.bfloat16):
            loss = losses()
    else:
        loss = losses()
    loss.backward()
    optimizer.step()
    return loss.item()


def evaluate():
    with torch.no_grad():
        return losses().item()


if MODE == 'evaluate':
    model.eval()
times, processor, values = [], [], []
for _ in range(STEPS):
    start, used = time.time(), time.process_time()
    values.append(train() if MODE == 'train' else evaluate())
    times.append(time.time() - start)
    processor.append(time.process_time() - used)
print(json.dumps({'times': times, 'processor': processor, 'losses': values, 'parameters': sum([p.numel() for p in model.parameters()])}))
