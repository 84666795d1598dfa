import torch
print(torch.tensor([1, 2, 3]), torch.tensor([1.5, 2]), torch.tensor([[1, 2], [3, 4]]), torch.tensor(3.14), torch.tensor(True), torch.tensor([]))
print(torch.zeros(2, 3), torch.ones(2), torch.full((2, 2), 7), torch.arange(5), torch.arange(1, 2, 0.5), torch.linspace(0, 1, 5), torch.eye(2), torch.logspace(0, 2, 3))
print(torch.zeros_like(torch.ones(2)), torch.full_like(torch.ones(2), 3), torch.tensor([1, 2], dtype=torch.float16), torch.tensor([1, 2], dtype=torch.uint8), torch.tensor([1e-5, 1]), torch.tensor([1e8, 1.]), torch.tensor([float('nan'), float('inf')]))
print(torch.arange(2000), torch.arange(24.).reshape(2, 3, 4), torch.empty(0, 3), torch.zeros(3, dtype=torch.bool), torch.tensor([0.1234567]), torch.tensor([100.5, 2.25]))
x = torch.tensor([1., 2], requires_grad=True); print(x, x * 2, x.sum(), (x * 2).detach(), x.grad)
print(torch.Tensor([1, 2]), torch.LongTensor([1, 2]), torch.FloatTensor(2).shape, torch.as_tensor([1, 2]), torch.tensor([[1.5]]).item(), torch.tensor([1, 2]).tolist(), torch.from_numpy(__import__('numpy').array([1., 2])))
print(x.shape, x.size(), x.size(0), x.dtype, x.device, x.ndim, x.dim(), x.numel(), x.is_leaf, x.requires_grad, len(x), type(x), x.type(), torch.Size([1, 2]), x.stride(), x.is_contiguous(), x.element_size())
