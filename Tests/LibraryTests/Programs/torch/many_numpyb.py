import torch, numpy as np
a = np.arange(4.); t = torch.from_numpy(a); t[0] = 9; a[1] = 7; print(a, t, t.numpy() is a, t.dtype)
n = torch.ones(2).numpy(); n[0] = 3; print(n, n.dtype, np.array(torch.arange(3)), np.asarray(torch.ones(1)), torch.tensor(np.array([1, 2], np.int32)), torch.as_tensor(a), np.sum(torch.ones(3).numpy()), torch.ones(2).numpy().shape)
print(torch.tensor(np.float64(2)), torch.tensor([np.float32(1), 2]), torch.ones(2) * np.float32(2), np.mean([torch.tensor(1.), torch.tensor(2.)]), torch.tensor(a).float().numpy().dtype, torch.from_numpy(np.array([[1, 2]], np.uint8)), float(torch.tensor(2.5)), int(torch.tensor(3)), [i for i in torch.arange(2)], list(torch.arange(2).numpy()), max(torch.tensor([1, 5])), sum(torch.arange(3)), sorted(torch.tensor([2, 1])), torch.tensor(2) in torch.arange(3), np.array([1, 2])[torch.tensor(1)] if True else 0)
try: torch.from_numpy(np.array(['a']))
except TypeError as e: print(e)
try: torch.from_numpy([1])
except TypeError as e: print(e)
