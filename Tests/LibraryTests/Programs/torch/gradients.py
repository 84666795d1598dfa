import torch
import torch.nn.functional as F
torch.manual_seed(0)
def d(*s): return torch.randn(*s, dtype=torch.float64).abs().add(0.3).requires_grad_()
cases = {
 'add': (lambda a,b: a+b, (d(2,3), d(3))), 'mul': (lambda a,b: a*b, (d(2,3), d(2,1))), 'div': (lambda a,b: a/b, (d(2,3), d(3))), 'pow': (lambda a,b: a**b, (d(3), d(3))), 'pow2': (lambda a: a**3.5, (d(3),)),
 'sub': (lambda a,b: 2-a-b, (d(2,3), d(3))), 'rdiv': (lambda a: 2/a, (d(3),)), 'exp': (torch.exp, (d(3),)), 'log': (torch.log, (d(3),)), 'tanh': (torch.tanh, (d(3),)), 'sigmoid': (torch.sigmoid, (d(3),)),
 'sqrt': (torch.sqrt, (d(3),)), 'rsqrt': (torch.rsqrt, (d(3),)), 'erf': (torch.erf, (d(3),)), 'atan': (torch.atan, (d(3),)), 'log1p': (torch.log1p, (d(3),)), 'softmax': (lambda a: torch.softmax(a,1), (d(2,4),)),
 'logsoftmax': (lambda a: F.log_softmax(a,0), (d(2,4),)), 'lse': (lambda a: torch.logsumexp(a,1), (d(2,4),)), 'mean': (lambda a: a.mean(1), (d(2,4),)), 'var': (lambda a: a.var(1), (d(2,4),)), 'std': (lambda a: a.std(), (d(2,4),)),
 'prod': (lambda a: a.prod(1), (d(2,4),)), 'norm': (lambda a: a.norm(dim=1), (d(2,4),)), 'norm3': (lambda a: a.norm(3), (d(2,4),)), 'max': (lambda a: a.max(1)[0], (d(2,4),)), 'amax': (lambda a: a.amax(1), (d(2,4),)), 'cumsum': (lambda a: a.cumsum(1), (d(2,4),)), 'cumprod': (lambda a: a.cumprod(1), (d(2,4),)),
 'matmul': (torch.matmul, (d(2,3), d(3,4))), 'bmm': (torch.matmul, (d(2,3,4), d(2,4,2))), 'mv': (torch.matmul, (d(2,3), d(3))), 'vm': (torch.matmul, (d(3), d(3,2))), 'nd2': (torch.matmul, (d(2,3,4), d(4,2))), 'bcast': (torch.matmul, (d(2,1,3,4), d(5,4,2))), 'dot': (torch.dot, (d(3), d(3))),
 'einsum': (lambda a,b: torch.einsum('bij,bjk->bik', a, b), (d(2,3,4), d(2,4,2))), 'linear': (F.linear, (d(2,3), d(4,3), d(4))), 'conv2d': (lambda x,w,b: F.conv2d(x,w,b,stride=2,padding=1), (d(2,2,5,5), d(3,2,3,3), d(3))),
 'convg': (lambda x,w: F.conv2d(x,w,groups=2,dilation=2), (d(1,4,6,6), d(4,2,2,2))), 'convt': (lambda x,w,b: F.conv_transpose2d(x,w,b,stride=2,padding=1,output_padding=1), (d(1,2,3,3), d(2,3,3,3), d(3))), 'conv1d': (lambda x,w: F.conv1d(x,w,padding=1), (d(2,2,5), d(3,2,3))),
 'gn': (lambda x,w,b: F.group_norm(x,2,w,b), (d(2,4,3), d(4), d(4))), 'ln': (lambda x,w,b: F.layer_norm(x,[4],w,b), (d(3,4), d(4), d(4))), 'bn': (lambda x,w,b: F.batch_norm(x,None,None,w,b,training=True), (d(4,3,2), d(3), d(3))),
 'maxpool': (lambda x: F.max_pool2d(x,2), (d(1,2,4,4),)), 'avgpool': (lambda x: F.avg_pool2d(x,3,2,1), (d(1,2,5,5),)), 'adapt': (lambda x: F.adaptive_avg_pool2d(x,(2,3)), (d(1,2,5,5),)), 'gelu': (F.gelu, (d(5),)), 'gelut': (lambda x: F.gelu(x,approximate='tanh'), (d(5),)), 'silu': (F.silu, (d(5),)), 'elu': (lambda x: F.elu(-x), (d(5),)), 'softplus': (F.softplus, (d(5),)), 'mish': (F.mish, (d(5),)), 'hardswish': (F.hardswish, (d(5),)),
 'ce': (lambda x: F.cross_entropy(x, torch.tensor([1,0])), (d(2,3),)), 'cels': (lambda x: F.cross_entropy(x, torch.tensor([1,0]), label_smoothing=.2), (d(2,3),)), 'mse': (lambda a,b: F.mse_loss(a,b), (d(4), d(4))), 'bcel': (lambda x: F.binary_cross_entropy_with_logits(x, torch.ones(4,dtype=torch.float64)), (d(4),)), 'huber': (lambda a: F.huber_loss(a, torch.zeros(4,dtype=torch.float64)), (d(4),)),
 'index': (lambda a: a[[0,2,0]], (d(3,2),)), 'slice': (lambda a: a[1:,::2], (d(3,4),)), 'gather': (lambda a: a.gather(1, torch.tensor([[0,1],[2,0]])), (d(2,3),)), 'cat': (lambda a,b: torch.cat([a,b],1), (d(2,1), d(2,2))), 'stack': (lambda a,b: torch.stack([a,b]), (d(2), d(2))), 'permute': (lambda a: a.permute(2,0,1)*2, (d(2,3,2),)), 'expand': (lambda a: a.expand(3,2)*2, (d(1,2),)), 'repeat': (lambda a: a.repeat(2,3), (d(2,2),)), 'where': (lambda a,b: torch.where(a>b,a,b), (d(4), d(4))), 'clamp': (lambda a: a.clamp(.2,.9), (d(4),)), 'pad': (lambda a: F.pad(a,(1,1),mode='reflect'), (d(1,2,3),)), 'interp': (lambda a: F.interpolate(a,scale_factor=2,mode='bilinear'), (d(1,1,3,3),)), 'bicubic': (lambda a: F.interpolate(a,size=5,mode='bicubic'), (d(1,1,3,3),)), 'unfold': (lambda a: F.unfold(a,2), (d(1,1,3,3),)), 'fold': (lambda a: F.fold(a,(3,3),2), (d(1,4,4),)), 'emb': (lambda w: F.embedding(torch.tensor([1,0,1]),w), (d(3,2),)), 'tril': (lambda a: torch.tril(a), (d(3,3),)), 'flip': (lambda a: a.flip(0), (d(3,3),)), 'roll': (lambda a: a.roll(1,0), (d(3,3),)), 'sort': (lambda a: a.sort()[0], (d(4),)), 'topk': (lambda a: a.topk(2)[0], (d(4),)), 'diag': (lambda a: torch.diagonal(a), (d(3,3),)), 'scatter_add': (lambda a,b: a.scatter_add(0, torch.tensor([0,0,1]), b), (d(3), d(3))), 'sdpa': (F.scaled_dot_product_attention, (d(1,3,4), d(1,3,4), d(1,3,4))), 'cos': (lambda a,b: F.cosine_similarity(a,b), (d(2,3), d(2,3))), 'cdist': (lambda a,b: torch.cdist(a,b), (d(2,3), d(2,3))), 'prelu': (F.prelu, (d(3), d(1))), 'ps': (lambda a: F.pixel_shuffle(a,2), (d(1,4,2,2),)), 'kron': (torch.kron, (d(2,2), d(2,2))), 'instnorm': (lambda x: F.instance_norm(x), (d(2,2,4),)), 'lerp': (lambda a,b: torch.lerp(a,b,.3), (d(3), d(3))), 'unbind': (lambda a: a.unbind(0)[1]*2, (d(3,2),)), 'split': (lambda a: a.split(2)[0]*2, (d(3,2),)), 'maskfill': (lambda a: a.masked_fill(a>1, 0.), (d(5),)), 'inplace': (lambda a: (a*1).mul_(3).add_(a), (d(3),)), 'setitem': (lambda a,b: setit(a,b), (d(3), d(1))),
}
def setit(a,b):
    c = a*2
    c[1:2] = b
    return c*c
bad = 0
for k,(f,i) in cases.items():
    try:
        ok = torch.autograd.gradcheck(f, i)
    except Exception as e:
        bad += 1; print(k, type(e).__name__, str(e)[:150])
print(len(cases), 'cases', bad, 'bad')
