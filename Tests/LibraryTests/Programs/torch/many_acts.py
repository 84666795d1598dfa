import torch
from torch import nn
x = torch.tensor([-2., -.5, 0, .5, 2])
for m in [nn.ReLU(), nn.LeakyReLU(.1), nn.ELU(), nn.SELU(), nn.GELU(), nn.GELU(approximate='tanh'), nn.SiLU(), nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.Hardtanh(), nn.Hardswish(), nn.Hardsigmoid(), nn.Mish(), nn.ReLU6(), nn.Softsign(), nn.LogSigmoid(), nn.PReLU(), nn.Softmax(dim=0), nn.LogSoftmax(dim=-1), nn.Threshold(0, 1), nn.Tanhshrink(), nn.CELU(), nn.ReLU(inplace=True), nn.Identity(), nn.Softmin(0), nn.GLU()]:
    try: print(m, m(x.clone()) if not isinstance(m, nn.GLU) else m(x[:4]))
    except Exception as e: print(type(e).__name__, e)
