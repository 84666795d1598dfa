import torch
torch.manual_seed(1)
print(torch.bernoulli(torch.full((8,), .5)))
print(torch.empty(10).bernoulli_(.3))
print(torch.nn.functional.dropout(torch.ones(10), .5))
d = torch.nn.Dropout(.2); print(d(torch.ones(3, 4))); d.eval(); print(d(torch.ones(2)))
