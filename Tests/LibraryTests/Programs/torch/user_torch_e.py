import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(3)
class CNN(nn.Module):
    def __init__(self):
        super().__init__(); self.c1 = nn.Conv2d(1, 4, 3, padding=1); self.c2 = nn.Conv2d(4, 8, 3, stride=2, padding=1); self.pool = nn.AdaptiveAvgPool2d(1); self.fc = nn.Linear(8, 2)
    def forward(self, x):
        x = F.relu(self.c1(x)); x = F.max_pool2d(x, 2); x = F.gelu(self.c2(x)); return self.fc(self.pool(x).flatten(1))
m = CNN(); x = torch.randn(2, 1, 16, 16); y = m(x); print(y); F.cross_entropy(y, torch.tensor([0, 1])).backward(); print({n: round(p.grad.abs().sum().item(), 4) for n, p in m.named_parameters()}); print(m); emb = nn.Embedding(10, 4); print(emb(torch.tensor([1, 5]))); l = nn.LSTM(4, 3, batch_first=True); o, (h, c) = l(torch.randn(1, 5, 4)); print(o.shape, h.shape, h)
print(nn.utils.clip_grad_norm_(m.parameters(), 1.0)); print(F.softmax(torch.tensor([1., 2, 3]), dim=0), F.mse_loss(torch.ones(3), torch.zeros(3)), F.one_hot(torch.tensor([0, 2]), 3), F.pad(torch.ones(1, 2), (1, 1)), F.interpolate(torch.arange(4.).view(1, 1, 2, 2), scale_factor=2, mode='bilinear', align_corners=False))
