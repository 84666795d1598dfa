import torch
from torchmetrics import JaccardIndex, ConfusionMatrix
p = torch.tensor([[0, 1], [2, 1]])
t = torch.tensor([[0, 1], [1, 1]])
print(JaccardIndex(task='multiclass', num_classes=3)(p, t))
print(ConfusionMatrix(task='multiclass', num_classes=3)(p, t))
m = ConfusionMatrix(task='binary')
m.update(torch.tensor([1, 0, 1]), torch.tensor([1, 0, 0]))
print(m.compute())
