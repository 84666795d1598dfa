import torch
from torchmetrics import LogCoshError, MeanAbsoluteError, MeanSquaredError

p = torch.tensor([[1.0, 2, 3], [4, 5, 6], [0, 1, 9]])
t = torch.tensor([[0.0, 0, 0], [4, 6, 2], [1, 1, 1]])
for metric in (MeanSquaredError(num_outputs=3), MeanSquaredError(squared=False, num_outputs=3), MeanAbsoluteError(num_outputs=3), LogCoshError(num_outputs=3), MeanSquaredError(), MeanAbsoluteError()):
    metric.update(p, t)
    metric.update(t[:2], p[:2])
    print(type(metric).__name__, metric.compute())
    metric.reset()
    print(metric(p, t))
