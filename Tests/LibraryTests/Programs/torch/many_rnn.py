import torch
from torch import nn
torch.manual_seed(0)
l = nn.LSTM(3, 4, num_layers=2, batch_first=True); print(l)
o, (h, c) = l(torch.randn(2, 5, 3)); print(o.shape, h.shape, o[0, -1], h[-1, 0])
g = nn.GRU(3, 2, bidirectional=True); o, h = g(torch.randn(4, 1, 3)); print(o[0], h.shape)
r = nn.RNN(2, 2); print(r(torch.ones(3, 1, 2))[0]); print(nn.LSTMCell(2, 3)(torch.ones(1, 2))[0], nn.GRUCell(2, 2)(torch.ones(1, 2)))
