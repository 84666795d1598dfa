import torch
x = torch.tensor([[1., -2, 3], [4, 5, -6]])
print(x.sum(), x.mean(), x.std(), x.var(unbiased=False), x.max(), x.min(dim=1), x.max(dim=0), x.argmax(), x.argmin(1), x.prod(), x.norm(), x.cumsum(0), sep='\n')
print(x.abs(), x.exp(), x.relu(), x.sigmoid(), x.tanh(), x.clamp(-1, 2), x.pow(2), x.sqrt(), x.sign(), x.round(), x.softmax(1), x.log_softmax(0), x.neg(), x.reciprocal(), sep='\n')
print(x + 1, x * x, x / 2, x // 2, x % 3, x ** 2, -x, x > 0, x == 4, 1 - x, 2 / x, x @ x.T, x.T, sep='\n')
print(x.sort(descending=True), x.topk(2), x.median(), x.median(dim=1), x.mode(), x.kthvalue(2), x.unique(), torch.sort(x, dim=0)[1], x.argsort(), sep='\n')
print(torch.any(x > 4), torch.all(x > -9), x.any(dim=1), torch.isnan(x).any(), torch.allclose(x, x), torch.equal(x, x), x.logsumexp(1), torch.dist(x, x * 2), x.quantile(.5), x.histc(3, -6, 6), torch.bincount(torch.tensor([0, 1, 1])), torch.cumprod(x, 1), torch.diff(x), torch.std_mean(x), torch.aminmax(x), torch.unique(torch.tensor([1, 2, 2]), return_counts=True), sep='\n')
