import torch

x = torch.tensor([[1.0, float('nan')], [3.0, 4.0]])
print(x.nan_to_num_(), x.clamp_max_(2.5), x.is_signed())
print(torch.zeros(2, 3).add_(1).cumsum_(1), torch.tensor([[2.0, 0.0], [0.0, 3.0]]).det())
print(torch.ones(2, 2).addmm_(torch.eye(2), torch.eye(2)), torch.ones(3).heaviside(torch.tensor(0.5)))
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

padded = pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5]), torch.tensor([6])], batch_first=True)
packed = pack_padded_sequence(padded, [3, 2, 1], batch_first=True)
print(packed)
print(pad_packed_sequence(packed, batch_first=True))
try:
    torch.testing.assert_close(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0]))
except AssertionError as e:
    print(e)
