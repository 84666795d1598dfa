import torch
from torchmetrics import Accuracy, F1Score, JaccardIndex, ConfusionMatrix, Precision, Recall
torch.manual_seed(0); acc = Accuracy(task='multiclass', num_classes=4); f1 = F1Score(task='multiclass', num_classes=4, average='macro'); cm = ConfusionMatrix(task='multiclass', num_classes=4); iou = JaccardIndex(task='multiclass', num_classes=4)
for _ in range(3):
    p = torch.randn(8, 4).softmax(-1); t = torch.randint(4, (8,)); print(acc(p, t), f1(p, t)); cm.update(p, t); iou.update(p, t)
print(acc.compute(), f1.compute(), cm.compute(), iou.compute()); acc.reset(); print(acc(torch.tensor([0, 1]), torch.tensor([0, 2])), Precision(task='binary')(torch.tensor([.9, .2, .7]), torch.tensor([1, 0, 0])), Recall(task='multiclass', num_classes=3, average='none')(torch.tensor([0, 1, 2]), torch.tensor([0, 1, 1]))); print(acc)
