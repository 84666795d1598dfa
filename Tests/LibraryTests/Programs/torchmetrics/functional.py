import torch
import torchmetrics.functional as F
p = torch.tensor([0, 1, 2, 3])
t = torch.tensor([0, 1, 2, 2])
print(F.accuracy(p, t, task='multiclass', num_classes=4))
print(F.f1_score(p, t, task='multiclass', num_classes=4))
print(F.precision(p, t, task='multiclass', num_classes=4, average='macro'))
print(F.recall(p, t, task='multiclass', num_classes=4, average='none'))
print(F.confusion_matrix(p, t, task='multiclass', num_classes=4))
print(F.jaccard_index(p, t, task='multiclass', num_classes=4))
print(F.mean_squared_error(torch.tensor([0.0, 1]), torch.tensor([0.0, 2])))
print(F.accuracy(torch.tensor([[0.1, 0.9, 0], [0.3, 0.1, 0.6], [0.2, 0.5, 0.3]]), torch.tensor([0, 1, 2]), task='multiclass', num_classes=3, top_k=2))
from torchmetrics.functional.classification import multiclass_accuracy, binary_f1_score
print(multiclass_accuracy(p, t, num_classes=4), binary_f1_score(torch.tensor([1, 0]), torch.tensor([1, 1])))
