import torch
from torch import nn
import torch.nn.functional as F
a = torch.tensor([1, 2, 3])
print(a / 2, a // 2, a % 2, a ** 2, a.float() / 2, a == 2, a.dtype, (a / 2).dtype, (a * 1.5).dtype, a.double().dtype)
print(torch.tensor(2.5).item(), int(torch.tensor(3)), len(a), a.tolist())
