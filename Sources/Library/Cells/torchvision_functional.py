"""torchvision.transforms.functional: the transforms as functions."""

from torchvision import transforms as _t

import torch


def _is_tensor(img): return isinstance(img, torch.Tensor)


def hflip(img):
    if _is_tensor(img):
        return img.flip(-1)
    from PIL import ImageOps
    return ImageOps.mirror(img)


def vflip(img):
    if _is_tensor(img):
        return img.flip(-2)
    from PIL import ImageOps
    return ImageOps.flip(img)


def to_tensor(pic): return _t.ToTensor()(pic)
def to_pil_image(pic, mode=None): return _t.ToPILImage()(pic)
def normalize(tensor, mean, std, inplace=False): return _t.Normalize(mean, std)(tensor)
def resize(img, size, **kwargs): return _t.Resize(size, **kwargs)(img)
def center_crop(img, output_size): return _t.CenterCrop(output_size)(img)
def to_grayscale(img, num_output_channels=1): return _t.Grayscale(num_output_channels)(img)
rgb_to_grayscale = to_grayscale


def crop(img, top, left, height, width):
    return img[..., top:top + height, left:left + width] if _is_tensor(img) else img.crop((left, top, left + width, top + height))


def rotate(img, angle, expand=False, fill=None):
    if _is_tensor(img):
        raise NotImplementedError('rotate works on PIL images here; convert with to_pil_image')
    return img.rotate(angle, expand=expand, fillcolor=fill)


def get_image_size(img): return [img.shape[-1], img.shape[-2]] if _is_tensor(img) else list(img.size)
