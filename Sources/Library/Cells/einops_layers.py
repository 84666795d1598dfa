"""einops.layers.torch: rearrangements as layers."""

import torch
from torch import nn

import einops


def _shown(lengths):
    return ''.join(f', {k}={v}' for k, v in lengths.items())


class Rearrange(nn.Module):
    """rearrange with a fixed pattern."""

    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern, self.axes_lengths = pattern, axes_lengths

    def forward(self, input):
        return einops.rearrange(input, self.pattern, **self.axes_lengths)

    def __repr__(self):
        return f'Rearrange({self.pattern!r}{_shown(self.axes_lengths)})'


class Reduce(nn.Module):
    """reduce with a fixed pattern."""

    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern, self.reduction, self.axes_lengths = pattern, reduction, axes_lengths

    def forward(self, input):
        return einops.reduce(input, self.pattern, self.reduction, **self.axes_lengths)

    def __repr__(self):
        return f'Reduce({self.pattern!r}, {self.reduction!r}{_shown(self.axes_lengths)})'
