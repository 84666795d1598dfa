import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
x = torch.randn(2,3,8,8)
for l in [nn.Conv2d(3,4,3), nn.Conv2d(3,6,3,stride=2,padding=1,groups=3), nn.ConvTranspose2d(3,2,2,stride=2), nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(1), nn.AdaptiveAvgPool2d((3,2)), nn.GELU(), nn.GELU('tanh'), nn.SiLU(), nn.ELU(), nn.LeakyReLU(), nn.Softmax(dim=1), nn.LogSoftmax(dim=1), nn.Upsample(scale_factor=2), nn.Upsample(scale_factor=2,mode='bilinear',align_corners=False), nn.Flatten(), nn.Dropout(.5), nn.PixelUnshuffle(2), nn.Hardtanh(), nn.Mish(), nn.ReLU6(), nn.Sigmoid(), nn.Tanh(), nn.Identity(), nn.ReflectionPad2d(1), nn.Unfold(3)]:
    y = l(x); print(type(l).__name__, tuple(y.shape), f'{y.sum().item():.4f} {y.std().item():.4f}')
a = torch.randn(4,5,requires_grad=True); t = torch.tensor([1,0,4,2])
for f in [F.cross_entropy(a,t), F.cross_entropy(a,t,weight=torch.tensor([1.,2.,3.,4.,5.])), F.cross_entropy(a,t,label_smoothing=.1), F.cross_entropy(a,t,ignore_index=0,reduction='sum'), F.nll_loss(F.log_softmax(a,1),t), F.mse_loss(a,torch.zeros(4,5)), F.l1_loss(a,torch.zeros(4,5)), F.smooth_l1_loss(a,torch.zeros(4,5)), F.huber_loss(a,torch.zeros(4,5)), F.binary_cross_entropy_with_logits(a,torch.ones(4,5)), F.binary_cross_entropy(torch.sigmoid(a),torch.ones(4,5)), F.kl_div(F.log_softmax(a,1),torch.softmax(torch.ones(4,5),1),reduction='batchmean'), F.cosine_similarity(a,torch.ones(4,5)).sum(), F.normalize(a).sum(), F.pad(a,(1,1)).sum(), F.interpolate(a[None,None],scale_factor=2,mode='bicubic').sum(), F.gelu(a).sum(), F.scaled_dot_product_attention(a[None],a[None],a[None]).sum()]:
    a.grad=None; print(f); f.backward(); print(f'{a.grad.abs().sum().item():.5f}')
e = nn.Embedding(10,3); print(e(torch.tensor([[1,2],[3,4]])))
mha = nn.MultiheadAttention(8,2,batch_first=True); q=torch.randn(2,5,8); o,w = mha(q,q,q); print(o.shape, w.shape, o.sum())
te = nn.TransformerEncoderLayer(8,2,16,batch_first=True).eval(); print(te(q).shape)
print(F.one_hot(torch.tensor([0,2]),3), F.softmax(torch.ones(3),dim=0), torch.tril(torch.ones(3,3)), torch.outer(torch.arange(3),torch.arange(2)))
