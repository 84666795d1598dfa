import torch
from torch import nn
import torch.nn.functional as F
logits = torch.tensor([[2., .5, -1], [0, 1, 2]])
y = torch.tensor([0, 2])
print(F.cross_entropy(logits, y))
print(nn.CrossEntropyLoss(reduction='sum')(logits, y))
print(F.nll_loss(F.log_softmax(logits, 1), y))
print((logits.argmax(1) == y).float().mean())
