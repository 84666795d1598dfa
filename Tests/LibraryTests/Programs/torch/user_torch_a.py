import torch
import torch.nn as nn
torch.manual_seed(0)
class MLP(nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(i, h), nn.ReLU(), nn.BatchNorm1d(h), nn.Dropout(0.0), nn.Linear(h, o))
    def forward(self, x):
        return self.net(x)
model = MLP(4, 8, 3); print(model); x = torch.randn(5, 4); out = model(x); print(out.shape); print(out)
loss = nn.CrossEntropyLoss()(out, torch.tensor([0, 1, 2, 0, 1])); print(f"{loss.item():.4f}"); loss.backward()
for n, p in model.named_parameters(): print(n, p.shape, f"{p.grad.norm():.4f}")
opt = torch.optim.AdamW(model.parameters(), lr=1e-2); opt.step(); print(sum(p.numel() for p in model.parameters() if p.requires_grad)); model.eval(); print(model(x).argmax(dim=1)); print(torch.softmax(model(x), dim=1).sum(dim=1))
