"""torch.testing: comparisons of tensors. https://pytorch.org/docs/stable/testing.html"""

import torch

_TOLERANCES = {torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5), torch.float64: (1e-7, 1e-7)}


def assert_close(actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True, check_dtype=True, check_layout=True, check_stride=False, msg=None):
    """Raises AssertionError, with how many elements differ and by how much, unless |actual − expected| <= atol + rtol·|expected|."""
    if isinstance(actual, (list, tuple)) and isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            raise AssertionError(f'The length of the sequences mismatch: {len(actual)} != {len(expected)}')
        for a, b in zip(actual, expected):
            assert_close(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan, check_dtype=check_dtype, msg=msg)
        return
    single = not isinstance(actual, torch.Tensor) or actual.dim() == 0
    plain = not isinstance(actual, torch.Tensor)
    a, b = torch.as_tensor(actual), torch.as_tensor(expected)
    if plain and a.is_floating_point():
        a, b = torch.tensor(actual, dtype=torch.float64), torch.tensor(expected, dtype=torch.float64)
    if a.shape != b.shape:
        raise AssertionError(f"The values for attribute 'shape' do not match: {a.shape} != {b.shape}.")
    if check_dtype and a.dtype != b.dtype:
        raise AssertionError(f"The values for attribute 'dtype' do not match: {a.dtype} != {b.dtype}.")
    r, t = _TOLERANCES.get(a.dtype, (0.0, 0.0))
    r2, t2 = _TOLERANCES.get(b.dtype, (0.0, 0.0))
    rtol, atol = max(r, r2) if rtol is None else rtol, max(t, t2) if atol is None else atol
    good = torch.isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if bool(good.all()):
        return
    if callable(msg) or msg is None:
        x, y = a.detach().double(), b.detach().double()
        gap = (x - y).abs().masked_fill(good, 0.0)
        share = (gap / y.abs()).masked_fill(good, 0.0)
        if single:
            text = f'Scalars are not {"close" if rtol or atol else "equal"}!\n\nExpected {expected if plain else b.item()} but got {actual if plain else a.item()}.\nAbsolute difference: {gap.item()}'
            text += f' (up to {atol} allowed)\nRelative difference: {share.item()} (up to {rtol} allowed)' if rtol or atol else f'\nRelative difference: {share.item()}'
        else:
            bad, total = int((~good).sum()), a.numel()
            def place(v):
                at = int(v.flatten().argmax())
                where = []
                for n in reversed(v.shape):
                    where.append(at % n)
                    at //= n
                return tuple(reversed(where))
            def shown(v):
                value = v.flatten()[int(v.flatten().argmax())]
                return value.to(a.dtype).item() if a.is_floating_point() else int(value) if v is gap else value.item()
            text = f'Tensor-likes are not {"close" if rtol or atol else "equal"}!\n\nMismatched elements: {bad} / {total} ({bad / total:.1%})\n'
            text += f'Greatest absolute difference: {shown(gap)} at index {place(gap)}' + (f' (up to {atol} allowed)\n' if rtol or atol else '\n')
            text += f'Greatest relative difference: {shown(share)} at index {place(share)}' + (f' (up to {rtol} allowed)' if rtol or atol else '')
        msg = msg(text) if callable(msg) else text
    raise AssertionError(msg)
