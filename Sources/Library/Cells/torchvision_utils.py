"""torchvision.utils: grids of images."""

import math

import torch


def make_grid(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0):
    """Images of one size side by side."""
    if isinstance(tensor, list):
        tensor = torch.stack(tensor, dim=0)
    if tensor.dim() == 2:
        tensor = tensor.unsqueeze(0)
    if tensor.dim() == 3:
        if tensor.size(0) == 1:
            tensor = torch.cat((tensor, tensor, tensor), 0)
        tensor = tensor.unsqueeze(0)
    if tensor.dim() == 4 and tensor.size(1) == 1:
        tensor = torch.cat((tensor, tensor, tensor), 1)
    if normalize:
        tensor = tensor.clone()

        def norm(t, low, high):
            return (t.clamp(low, high) - low) / max(high - low, 1e-5)

        def limits(t):
            return value_range if value_range is not None else (float(t.min()), float(t.max()))

        tensor = torch.stack([norm(t, *limits(t)) for t in tensor]) if scale_each else norm(tensor, *limits(tensor))
    if tensor.size(0) == 1:
        return tensor.squeeze(0)
    n = tensor.size(0)
    across = min(nrow, n)
    down = int(math.ceil(n / across))
    height, width = tensor.size(2) + padding, tensor.size(3) + padding
    grid = tensor.new_full((tensor.size(1), height * down + padding, width * across + padding), pad_value)
    k = 0
    for y in range(down):
        for x in range(across):
            if k >= n:
                break
            grid[:, y * height + padding:(y + 1) * height, x * width + padding:(x + 1) * width] = tensor[k]
            k += 1
    return grid


def save_image(tensor, fp, format=None, **kwargs):
    """Writes a grid of images to a file."""
    from PIL import Image
    grid = make_grid(tensor, **kwargs)
    Image.fromarray(grid.mul(255).add_(0.5).clamp_(0, 255).permute(1, 2, 0).to('cpu', torch.uint8).numpy()).save(fp, format=format)
