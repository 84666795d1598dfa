import torch
a = torch.arange(24).reshape(2, 3, 4)
print(a[0], a[1, 2], a[..., 0], a[:, 1:, ::2], a[a > 20], a[:, [0, 2]], a[torch.tensor([0, 1]), torch.tensor([1, 2])], a[None].shape, sep='\n')
a[0, 0] = -1; a[a % 5 == 0] = 100; print(a)
print(a.index_select(1, torch.tensor([0, 2])), torch.gather(a[0], 1, torch.tensor([[0], [1], [2]])), torch.take(a, torch.tensor([0, 5])), torch.masked_select(a, a > 50), torch.where(a[0] > 5, a[0], 0), torch.nonzero(a[0] > 5), a.narrow(1, 0, 2).shape, a.select(0, 1).shape, sep='\n')
z = torch.zeros(3, 5); z.scatter_(1, torch.tensor([[0], [2], [4]]), 1.); print(z)
z.index_fill_(0, torch.tensor([1]), 9); z.masked_fill_(z == 1, -1); z.index_add_(0, torch.tensor([0]), torch.ones(1, 5)); print(z)
z[1] += 1; z[:, 0] = torch.tensor([1., 2, 3]); print(z, torch.nn.functional.one_hot(torch.tensor([0, 2])), torch.scatter_add(torch.zeros(3), 0, torch.tensor([0, 0, 2]), torch.ones(3)))
for f in [lambda: a[5], lambda: a[0, 0, 9], lambda: a[[0, 5]], lambda: a[1.0], lambda: a[0, 0, 0, 0], lambda: a['k']]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
