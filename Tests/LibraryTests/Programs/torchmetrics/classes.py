from torch import tensor
from torchmetrics.classification import *
target = tensor([2, 1, 0, 0])
preds = tensor([2, 1, 0, 1])
for c in [MulticlassAccuracy, MulticlassPrecision, MulticlassRecall, MulticlassF1Score, MulticlassJaccardIndex, MulticlassSpecificity]:
    for a in ['macro', 'micro', 'weighted', None]:
        print(c.__name__, a, c(num_classes=3, average=a)(preds, target))
print(MulticlassConfusionMatrix(num_classes=3)(preds, target))
print(BinaryAccuracy()(tensor([0.11, 0.22, 0.84, 0.73, 0.33, 0.92]), tensor([0, 1, 0, 1, 0, 1])))
print(BinaryF1Score()(tensor([0, 0, 1, 1, 0, 1]), tensor([0, 1, 0, 1, 0, 1])))
print(BinaryConfusionMatrix()(tensor([0, 1, 0, 0]), tensor([1, 1, 0, 0])))
print(BinaryAUROC()(tensor([0, 0.5, 0.7, 0.8]), tensor([0, 1, 1, 0])))
print(MultilabelF1Score(num_labels=3)(tensor([[0, 0, 1], [1, 0, 1]]), tensor([[0, 1, 0], [1, 0, 1]])))
print(BinaryCohenKappa()(tensor([0, 1, 0, 0]), tensor([1, 1, 0, 0])))
print(BinaryMatthewsCorrCoef()(tensor([0, 1, 0, 0]), tensor([1, 1, 0, 0])))
print(BinarySpecificity()(tensor([0, 0, 1, 1, 0, 1]), tensor([0, 1, 0, 1, 0, 1])))
print(BinaryAveragePrecision()(tensor([0, 0.5, 0.7, 0.8]), tensor([0, 1, 1, 0])))
