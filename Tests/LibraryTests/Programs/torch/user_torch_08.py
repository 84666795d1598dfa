import torch
from torch import nn
import torch.nn.functional as F
x = torch.tensor([1., 2., 3.], requires_grad=True)
y = (x ** 2).sum()
y.backward()
print(x.grad)
print(y)
z = x.detach() * 2
print(z, z.requires_grad)
with torch.no_grad():
    print((x * 3).requires_grad)
