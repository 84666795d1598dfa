import torch
from torchmetrics import Precision, Recall, MeanMetric
p = torch.tensor([.1, .9, .8, .3])
t = torch.tensor([0, 1, 0, 1])
print(Precision(task='binary')(p, t), Recall(task='binary')(p, t))
m = MeanMetric()
for v in [1., 2., 6.]:
    m.update(v)
print(m.compute())
m.reset()
