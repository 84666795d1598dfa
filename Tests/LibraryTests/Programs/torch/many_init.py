import torch
from torch import nn
torch.manual_seed(0)
w = torch.empty(3, 4)
for f in [nn.init.uniform_, nn.init.normal_, nn.init.xavier_uniform_, nn.init.xavier_normal_, nn.init.kaiming_uniform_, nn.init.kaiming_normal_, nn.init.zeros_, nn.init.ones_, nn.init.eye_, nn.init.orthogonal_, nn.init.trunc_normal_]:
    print(f.__name__, f(w))
nn.init.constant_(w, .5); print(w, nn.init.calculate_gain('relu'), nn.init.calculate_gain('leaky_relu', .2), nn.init.calculate_gain('tanh'))
e = nn.Embedding(3, 2); print(e, e.weight); b = nn.Bilinear(2, 2, 1); print(b); l = nn.LSTMCell(2, 2) if False else None
c = nn.Conv2d(1, 1, 3); nn.init.kaiming_normal_(c.weight, mode='fan_out', nonlinearity='relu'); nn.init.zeros_(c.bias); print(c.weight, c.bias)
