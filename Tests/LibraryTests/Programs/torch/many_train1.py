import torch
from torch import nn
torch.manual_seed(42)
X = torch.linspace(-1, 1, 64).unsqueeze(1); y = X ** 2 + .1 * torch.randn(64, 1)
m = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)); opt = torch.optim.Adam(m.parameters(), lr=.01); loss_fn = nn.MSELoss()
for epoch in range(50):
    pred = m(X); loss = loss_fn(pred, y); opt.zero_grad(); loss.backward(); opt.step()
    if epoch % 10 == 0: print(f'epoch {epoch:3d} loss {loss.item():.4f}')
with torch.no_grad(): print(m(torch.tensor([[.5]])).round(decimals=3))
