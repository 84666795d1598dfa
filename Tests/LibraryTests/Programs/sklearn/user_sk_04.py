import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score, classification_report
t = [0, 1, 1, 2, 2, 2]
p = [0, 1, 2, 2, 2, 1]
print(accuracy_score(t, p), f1_score(t, p, average='macro'), precision_score(t, p, average='macro'), recall_score(t, p, average=None))
print(confusion_matrix(t, p))
print(classification_report(t, p, digits=3))
