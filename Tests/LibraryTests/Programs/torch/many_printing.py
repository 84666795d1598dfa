import torch
torch.manual_seed(0)
print(torch.randn(3, 3), torch.randn(2, 2) * 1e5, torch.randn(2, 2) * 1e-5, torch.randn(30), torch.rand(2, 2, 2), sep='\n')
torch.set_printoptions(precision=2); print(torch.rand(3))
torch.set_printoptions(sci_mode=False, precision=4); print(torch.tensor([1e-6, 1e6]))
torch.set_printoptions(profile='default'); print(torch.tensor([1e-6, 1e6]), torch.randn(100, 100), torch.randint(0, 1000, (3, 30)))
print(torch.tensor([1., 2.], dtype=torch.float64), torch.tensor([1., 2.]).half(), torch.tensor(1.5, requires_grad=True), torch.nn.Parameter(torch.ones(2)), repr(torch.tensor([1])), f'{torch.tensor(1.23456):.2f}', str(torch.tensor(2)), '%.3f' % torch.tensor(1.5), [torch.tensor(1)], {'a': torch.tensor([1.])})
print(torch.tensor([[1, 200], [3, 4]]), torch.tensor([True, False]), torch.tensor([-1.5, 2]), torch.tensor([1.0, 1e-3]), torch.tensor([12345.678]), torch.tensor([0.00001]), torch.tensor([123456789.]), torch.zeros(2, 0), torch.tensor([[[1.]]]))
