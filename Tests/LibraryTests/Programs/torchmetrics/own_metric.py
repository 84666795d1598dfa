import torch
from torchmetrics import Metric
class MyAccuracy(Metric):

    def __init__(self, **kw):
        super().__init__(**kw)
        self.add_state('correct', default=torch.tensor(0), dist_reduce_fx='sum')
        self.add_state('total', default=torch.tensor(0), dist_reduce_fx='sum')

    def update(self, preds, target):
        if preds.shape != target.shape:
            raise ValueError('preds and target must have the same shape')
        self.correct += torch.sum(preds == target)
        self.total += target.numel()

    def compute(self):
        return self.correct.float() / self.total
m = MyAccuracy()
print(m(torch.tensor([1, 2]), torch.tensor([1, 3])))
m.update(torch.tensor([1]), torch.tensor([1]))
print(m.compute())
print(m.correct)
print(m.update_count)
m.reset()
print(m.total, m)
