import torch
from torchmetrics import F1Score, JaccardIndex, ConfusionMatrix, Accuracy, Precision, Recall, MeanSquaredError, AUROC, MetricCollection, R2Score, MeanMetric
from torchmetrics.classification import BinaryAccuracy, MulticlassF1Score, MultilabelF1Score, MulticlassConfusionMatrix, BinaryAUROC, MulticlassAccuracy
torch.manual_seed(0)
p = torch.randn(12, 3).softmax(-1); t = torch.randint(0, 3, (12,))
for avg in ("micro", "macro", "weighted", "none"):
    print(avg, F1Score(task="multiclass", num_classes=3, average=avg)(p, t), JaccardIndex(task="multiclass", num_classes=3, average=avg)(p, t), Precision(task="multiclass", num_classes=3, average=avg)(p, t), Recall(task="multiclass", num_classes=3, average=avg)(p, t), Accuracy(task="multiclass", num_classes=3, average=avg)(p, t))
cm = ConfusionMatrix(task="multiclass", num_classes=3); cm.update(p, t); cm.update(p, t); print(cm.compute(), ConfusionMatrix(task="multiclass", num_classes=3, normalize="true")(p, t)); cm.reset(); print(cm.confmat)
m = MetricCollection([MulticlassAccuracy(3), MulticlassF1Score(3)]); print(m(p, t)); print(m)
a = BinaryAccuracy(); a.update(torch.tensor([0.2, 0.8]), torch.tensor([0, 1])); a.update(torch.tensor([0.9]), torch.tensor([0])); print(a.compute(), a, BinaryAUROC()(torch.tensor([0.1, 0.4, 0.35, 0.8]), torch.tensor([0, 0, 1, 1])), MultilabelF1Score(2)(torch.tensor([[0.9, 0.2], [0.3, 0.7]]), torch.tensor([[1, 0], [1, 1]])), MeanSquaredError()(torch.tensor([1., 2.]), torch.tensor([1., 4.])), R2Score()(torch.tensor([1., 2., 3.]), torch.tensor([1., 2., 4.])), Accuracy(task="multiclass", num_classes=3, top_k=2)(p, t), JaccardIndex(task="binary")(torch.tensor([1, 0, 1]), torch.tensor([1, 1, 1])), F1Score(task="multilabel", num_labels=2, threshold=0.3)(torch.tensor([[0.4, 0.2]]), torch.tensor([[1, 0]])), AUROC(task="multiclass", num_classes=3)(p, t))
mm = MeanMetric(); mm.update(2.0); mm.update(4.0, weight=3.0); print(mm.compute()); print(Accuracy(task="multiclass", num_classes=3, ignore_index=1)(p, t), F1Score(task="multiclass", num_classes=3, multidim_average="samplewise")(torch.randint(0, 3, (2, 5)), torch.randint(0, 3, (2, 5))))
try:
    Accuracy(task="multiclass")
except Exception as e: print(type(e).__name__, e)
try:
    Accuracy(task="binary")(torch.tensor([1, 2]), torch.tensor([0, 1]))
except Exception as e: print(type(e).__name__, e)
