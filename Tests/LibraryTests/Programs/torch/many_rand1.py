import torch
torch.manual_seed(0)
print(torch.rand(3), torch.randn(2, 3), torch.randint(0, 10, (5,)), torch.randperm(6), torch.rand(20), torch.randn(20), sep='\n')
print(torch.empty(5).normal_(1, 2), torch.empty(20).uniform_(-1, 1), torch.multinomial(torch.tensor([.1, .3, .6]), 5, replacement=True), torch.normal(torch.zeros(3), torch.ones(3)), torch.rand_like(torch.ones(2)), torch.randn(3, dtype=torch.float64), sep='\n')
print(torch.empty(4).exponential_(), torch.randint(5, (2, 2)), torch.randint_like(torch.zeros(3), 10), torch.normal(0., 1., (3,)), torch.empty(3).random_(10), torch.empty(3, dtype=torch.long).random_(0, 5), sep='\n')
g = torch.Generator().manual_seed(5); print(torch.rand(2, generator=g), torch.randperm(4, generator=g), g.initial_seed(), torch.initial_seed())
s = torch.get_rng_state(); a = torch.rand(2); torch.set_rng_state(s); print(torch.equal(a, torch.rand(2)), s.shape, s.dtype)
print(torch.multinomial(torch.ones(4), 3), torch.poisson(torch.tensor([2., 5])) if False else '')
