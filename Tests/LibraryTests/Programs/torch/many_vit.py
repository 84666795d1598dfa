import torch
from torch import nn
from einops import rearrange, repeat
class ViT(nn.Module):
    def __init__(self, size=8, patch=4, dim=12, depth=2, heads=3):
        super().__init__()
        self.p = patch; self.embed = nn.Linear(patch * patch, dim); self.cls = nn.Parameter(torch.zeros(1, 1, dim)); self.pos = nn.Parameter(torch.randn(1, (size // patch) ** 2 + 1, dim) * .02)
        self.blocks = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, heads, dim * 2, .1, 'gelu', batch_first=True, norm_first=True), depth)
        self.norm = nn.LayerNorm(dim); self.head = nn.Linear(dim, 5)
    def forward(self, x):
        x = rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=self.p, q=self.p); x = self.embed(x)
        x = torch.cat([repeat(self.cls, '1 1 d -> b 1 d', b=x.shape[0]), x], 1) + self.pos
        return self.head(self.norm(self.blocks(x)[:, 0]))
torch.manual_seed(0); v = ViT(); v.eval(); x = torch.randn(2, 1, 8, 8); print(v(x)); print(sum(p.numel() for p in v.parameters())); l = v(x).sum(); l.backward(); print(v.cls.grad.norm())
for n, p in list(v.named_parameters())[:6]: print(n, tuple(p.shape))
