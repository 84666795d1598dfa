import torch
from torchmetrics import Accuracy, F1Score
p = torch.tensor([0, 1, 2, 1])
t = torch.tensor([0, 1, 1, 1])
print(Accuracy(task='multiclass', num_classes=3)(p, t), F1Score(task='multiclass', num_classes=3)(p, t), F1Score(task='multiclass', num_classes=3, average='macro')(p, t))
