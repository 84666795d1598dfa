import torch
from torch import nn
torch.manual_seed(0)
class TinyViT(nn.Module):

    def __init__(self, size=8, patch=4, dim=16, depth=2, heads=4, classes=3):
        super().__init__()
        self.patch = nn.Conv2d(1, dim, patch, patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.randn(1, (size // patch) ** 2 + 1, dim) * 0.02)
        layer = nn.TransformerEncoderLayer(dim, heads, dim * 2, dropout=0.0, batch_first=True, norm_first=True)
        self.enc = nn.TransformerEncoder(layer, depth)
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(len(x), -1, -1), x], 1) + self.pos
        return self.head(self.enc(x)[:, 0])
m = TinyViT()
x = torch.randn(4, 1, 8, 8)
opt = torch.optim.AdamW(m.parameters(), lr=0.001)
sch = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=5)
for _ in range(5):
    loss = nn.functional.cross_entropy(m(x), torch.tensor([0, 1, 2, 0]))
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(m.parameters(), 1.0)
    opt.step()
    sch.step()
    print(f'{loss.item():.4f} {sch.get_last_lr()[0]:.6f}')
