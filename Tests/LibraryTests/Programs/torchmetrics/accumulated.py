import torch
import torchmetrics
acc = torchmetrics.Accuracy(task='multiclass', num_classes=4)
f1 = torchmetrics.F1Score(task='multiclass', num_classes=4, average='macro')
cm = torchmetrics.ConfusionMatrix(task='multiclass', num_classes=4)
torch.manual_seed(0)
for _ in range(3):
    pred = torch.randn(8, 4)
    tgt = torch.randint(0, 4, (8,))
    acc.update(pred, tgt)
    f1.update(pred, tgt)
    cm.update(pred, tgt)
print(acc.compute(), f1.compute())
print(cm.compute())
iou = torchmetrics.JaccardIndex(task='multiclass', num_classes=4)
print(iou(pred, tgt))
print(torchmetrics.functional.accuracy(pred, tgt, task='multiclass', num_classes=4))
