# Says what the files beside it hold; `folder` is set by whoever runs it.
import hashlib
import os
import torch
from PIL import Image
from safetensors.torch import load_file


def shown(v, depth=0):
    pad = '  ' * depth
    if isinstance(v, torch.Tensor):
        data = v.contiguous().reshape(-1)
        data = data.to(torch.float32) if v.dtype == torch.bfloat16 else data
        print(pad, v.dtype, tuple(v.shape), v.stride(), hashlib.sha256(data.numpy().tobytes()).hexdigest()[:16])
    elif isinstance(v, dict):
        for k in v:
            print(pad, repr(k))
            shown(v[k], depth + 1)
    elif isinstance(v, (list, tuple)) and any(isinstance(x, (torch.Tensor, dict)) for x in v):
        for x in v:
            shown(x, depth + 1)
    else:
        print(pad, type(v).__name__, repr(v))


state = torch.load(os.path.join(folder, 'pytorch.pt'), weights_only=True)
shown(state)
state['views'][0][1, 1] = 100.0
print(state['views'][1][0, 1].item(), state['views'][2][1, 1].item())
shown(load_file(os.path.join(folder, 'pytorch.safetensors')))
model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8, 3))
print(model.load_state_dict(state['model']))
optimizer = torch.optim.AdamW(model.parameters())
optimizer.load_state_dict(state['optimizer'])
model.eval()
print(model(torch.linspace(0, 1, 16).reshape(1, 1, 4, 4)))
for name in sorted(os.listdir(folder)):
    if name.endswith(('.png', '.jpg')):
        image = Image.open(os.path.join(folder, name))
        print(name, image.format, image.mode, image.size, hashlib.sha256(image.tobytes()).hexdigest()[:16], hashlib.sha256(image.convert('RGB').tobytes()).hexdigest()[:16])
