"""einops in the cell language: rearrange, reduce, repeat over numpy arrays and torch tensors.

Patterns: https://einops.rocks/api/rearrange/
"""

__version__ = '0.8.2'
__all__ = ['rearrange', 'reduce', 'repeat', 'parse_shape', 'asnumpy', 'einsum', 'pack', 'unpack', 'EinopsError']

_REDUCTIONS = ('min', 'max', 'sum', 'mean', 'prod', 'any', 'all')
_cache = {}


class EinopsError(RuntimeError):
    """Raised when a pattern and a tensor do not fit."""


class _Side:
    """One side of a pattern: a list of axes, each an ellipsis or a list of names (numbers are anonymous axes)."""

    def __init__(self, text, allow_underscore=False):
        self.axes = []
        self.names = []
        self.has_ellipsis = False
        self.ellipsis_in_group = False
        if '.' in text:
            if '...' not in text:
                raise EinopsError('Expression may contain dots only inside ellipsis (...)')
            if text.count('...') != 1 or text.count('.') != 3:
                raise EinopsError('Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor ')
            text = text.replace('...', '\u2026')
        group = None
        word = ''
        for char in text + ' ':
            if char in '() ':
                if word:
                    self._add(word, group)
                word = ''
                if char == '(':
                    if group is not None:
                        raise EinopsError('Axis composition is one-level (brackets inside brackets not allowed)')
                    group = []
                elif char == ')':
                    if group is None:
                        raise EinopsError('Brackets are not balanced')
                    self.axes.append(group)
                    group = None
            elif char.isalnum() or char in ['_', '\u2026']:
                word += char
            else:
                raise EinopsError(f"Unknown character '{char}'")
        if group is not None:
            raise EinopsError(f'Imbalanced parentheses in expression: "{text}"')

    def _add(self, word, group):
        if word == '\u2026':
            if self.has_ellipsis:
                raise EinopsError('Only one ellipsis is allowed')
            self.has_ellipsis = True
            self.ellipsis_in_group = group is not None
            if group is None:
                self.axes.append('...')
            else:
                group.append('...')
            return
        if word.isdigit():
            size = int(word)
            if size == 1:
                if group is None:
                    self.axes.append([])
                return
            name = size
        else:
            if word in self.names:
                raise EinopsError(f'Indexing expression contains duplicate dimension "{word}"')
            if not word.isidentifier():
                raise EinopsError(f'Invalid axis identifier: {word}\nnot a valid python identifier')
            if word[0] == '_' or word[-1] == '_':
                raise EinopsError(f'Invalid axis identifier: {word}\naxis name should should not start or end with underscore')
            self.names.append(word)
            name = word
        if group is None:
            self.axes.append([name])
        else:
            group.append(name)

    def has_numbers(self):
        return any(axis != '...' and any(isinstance(n, int) for n in axis) for axis in self.axes)


def _parsed(pattern, operation):
    key = (pattern, operation)
    if key not in _cache:
        left, right = pattern.split('->')
        sides = _Side(left), _Side(right)
        _check(sides[0], sides[1], operation)
        _cache[key] = sides
    return _cache[key]


def _check(left, right, operation):
    if not left.has_ellipsis and right.has_ellipsis:
        raise EinopsError(f'Ellipsis found in right side, but not left side of a pattern')
    if left.has_ellipsis and left.ellipsis_in_group:
        raise EinopsError('Ellipsis inside parenthesis in the left side is not allowed')
    if operation == 'rearrange':
        if left.has_numbers() or right.has_numbers():
            raise EinopsError('Non-unitary anonymous axes are not supported in rearrange (exception is length 1)')
        difference = set(left.names) ^ set(right.names)
        if difference:
            raise EinopsError(f'Identifiers only on one side of expression (should be on both): {difference}')
    elif operation != 'repeat':
        difference = set(right.names) - set(left.names)
        if difference:
            raise EinopsError(f'Unexpected identifiers on the right side of reduce {operation}: {difference}')


def _axes(left, right, shape, lengths, operation):
    """The sizes of all elementary axes of the left side, in order, as (name, size)."""
    if left.has_ellipsis:
        ellipsis = len(shape) - (len(left.axes) - 1)
        if ellipsis < 0:
            raise EinopsError(f'Wrong shape: expected >={len(left.axes) - 1} dims. Received {len(shape)}-dim tensor.')
    else:
        ellipsis = 0
        if len(left.axes) != len(shape):
            raise EinopsError(f'Wrong shape: expected {len(left.axes)} dims. Received {len(shape)}-dim tensor.')
    out, position, anonymous = [], 0, 0
    for axis in left.axes:
        if axis == '...':
            for i in range(ellipsis):
                out.append((f'...{i}', int(shape[position])))
                position += 1
            continue
        size = int(shape[position])
        position += 1
        known, unknown = 1, None
        for name in axis:
            length = name if isinstance(name, int) else lengths.get(name)
            if length is None:
                if unknown is not None:
                    raise EinopsError(f'Could not infer sizes for {{{", ".join(repr(n) for n in axis if n not in lengths)}}}')
                unknown = name
            else:
                known *= length
        if unknown is None:
            if known != size:
                raise EinopsError(f'Shape mismatch, {size} != {known}')
        elif size % known != 0:
            raise EinopsError(f"Shape mismatch, can't divide axis of length {size} in chunks of {known}")
        for name in axis:
            if isinstance(name, int):
                out.append((f'#{anonymous}', name))
                anonymous += 1
            else:
                out.append((name, size // known if name == unknown else lengths[name]))
    return out, ellipsis


def _is_torch(tensor):
    return hasattr(tensor, 'requires_grad')


def _permuted(tensor, order):
    if list(order) == list(range(len(order))):
        return tensor
    return tensor.permute(*order) if _is_torch(tensor) else tensor.transpose(*order)


def _reduced(tensor, operation, positions):
    if not positions:
        return tensor
    if callable(operation):
        return operation(tensor, tuple(positions))
    if _is_torch(tensor):
        if operation == 'mean' and not tensor.dtype.is_floating_point:
            raise NotImplementedError('reduce_mean is not available for non-floating tensors')
        if operation == 'min':
            return tensor.amin(dim=tuple(positions))
        if operation == 'max':
            return tensor.amax(dim=tuple(positions))
        if operation in ('sum', 'mean'):
            return getattr(tensor, operation)(dim=tuple(positions))
        for position in sorted(positions, reverse=True):
            tensor = getattr(tensor, operation)(dim=position)
        return tensor
    if operation == 'mean' and tensor.dtype.kind not in 'fc':
        raise NotImplementedError('reduce_mean is not available for non-floating tensors')
    return getattr(tensor, operation)(axis=tuple(positions))


def _apply(tensor, pattern, operation, lengths):
    if isinstance(tensor, list):
        if len(tensor) == 0:
            raise TypeError("Rearrange/Reduce/Repeat can't be applied to an empty list")
        if _is_torch(tensor[0]):
            import torch
            tensor = torch.stack(tensor)
        else:
            import numpy
            tensor = numpy.stack(tensor)
    if '->' not in pattern:
        left, right = pattern.split('->')
    try:
        if not callable(operation) and operation not in ('rearrange', 'repeat') and operation not in _REDUCTIONS:
            raise EinopsError(f'Unknown reduction {operation}. Expect one of {_REDUCTIONS}.')
        left, right = _parsed(pattern, operation if not callable(operation) else 'callable')
        for name in lengths:
            if name not in left.names and name not in right.names:
                raise EinopsError(f'Axis {name} is not used in transform')
        if operation == 'repeat':
            missing = set(right.names) - set(left.names) - set(lengths)
            if missing:
                raise EinopsError(f'Specify sizes for new axes in repeat: {missing}')
            gone = set(left.names) - set(right.names)
            if gone:
                raise EinopsError(f'Unexpected identifiers on the left side of repeat: {gone}')
        shape = tuple(tensor.shape)
        axes, ellipsis = _axes(left, right, shape, lengths, operation)
        sizes = dict(axes)
        split = tuple(size for _, size in axes)
        if split != shape:
            tensor = tensor.reshape(split)
        wanted, new = [], []
        for axis in right.axes:
            if axis == '...':
                wanted.extend(f'...{i}' for i in range(ellipsis))
            else:
                for name in axis:
                    if name == '...':
                        wanted.extend(f'...{i}' for i in range(ellipsis))
                    elif isinstance(name, int):
                        new.append((f'+{len(new)}', name))
                        wanted.append(new[-1][0])
                    else:
                        if name not in sizes:
                            sizes[name] = lengths[name]
                            new.append((name, lengths[name]))
                        wanted.append(name)
        names = [name for name, _ in axes]
        if operation != 'rearrange' and operation != 'repeat':
            gone = [i for i, name in enumerate(names) if name not in wanted]
            tensor = _reduced(tensor, operation, gone)
            names = [name for name in names if name in wanted]
        elif operation == 'repeat':
            # Anonymous axes of the left side may only have size 1.
            names = [name for name in names if name in wanted]
        for name, size in new:
            tensor = tensor[..., None]
            names.append(name)
            sizes[name] = size
        tensor = _permuted(tensor, [names.index(name) for name in wanted])
        if new:
            full = [sizes[name] for name in wanted]
            if _is_torch(tensor):
                tensor = tensor.expand(*full)
            else:
                import numpy
                tensor = numpy.broadcast_to(tensor, full)
        final, position, counter = [], 0, 0
        for axis in right.axes:
            if axis == '...':
                for i in range(ellipsis):
                    final.append(sizes[f'...{i}'])
            else:
                size = 1
                for name in axis:
                    if name == '...':
                        for i in range(ellipsis):
                            size *= sizes[f'...{i}']
                    elif isinstance(name, int):
                        size *= name
                    else:
                        size *= sizes[name]
                final.append(size)
        if tuple(final) != tuple(tensor.shape):
            tensor = tensor.reshape(tuple(final))
        return tensor
    except EinopsError as error:
        kind = operation if isinstance(operation, str) else 'callable'
        message = f' Error while processing {kind}-reduction pattern "{pattern}".'
        message += f'\n Input tensor shape: {tensor.shape}. ' if not isinstance(tensor, list) else '\n Input is list. '
        message += f'Additional info: {lengths}.'
        raise EinopsError(message + f'\n {error}') from None


def rearrange(tensor, pattern, **axes_lengths):
    """Reorders, splits and merges axes: rearrange(x, 'b c (h p) -> b h (c p)', p=2)."""
    return _apply(tensor, pattern, 'rearrange', axes_lengths)


def reduce(tensor, pattern, reduction, **axes_lengths):
    """As rearrange; axes missing on the right are reduced by 'mean', 'sum', 'min', 'max', 'prod', 'any', 'all' or a callable."""
    return _apply(tensor, pattern, reduction, axes_lengths)


def repeat(tensor, pattern, **axes_lengths):
    """As rearrange; axes that are only on the right repeat the tensor."""
    return _apply(tensor, pattern, 'repeat', axes_lengths)


def parse_shape(x, pattern):
    """A dict of axis name to size; `_` skips an axis."""
    names = [name for name in pattern.split() if name]
    shape = tuple(x.shape)
    if '...' in names:
        at = names.index('...')
        names = names[:at] + ['_'] * (len(shape) - len(names) + 1) + names[at + 1:]
    if len(shape) != len(names):
        raise RuntimeError(f"Can't parse shape with different number of dimensions: {pattern} {x.shape}")
    out = {}
    for name, size in zip(names, shape):
        if name.isdigit():
            if int(name) != size:
                raise RuntimeError(f'Length of anonymous axis does not match: {pattern} {x.shape}')
        elif name != '_':
            out[name] = size
    return out


def asnumpy(tensor):
    """The tensor as a numpy array."""
    return tensor.detach().cpu().numpy() if _is_torch(tensor) else tensor


def einsum(*arguments):
    """einsum(x, y, 'i j, j k -> i k'): axes have names of any length."""
    tensors, pattern = arguments[:-1], arguments[-1]
    if not isinstance(pattern, str):
        raise ValueError('The last argument passed to `einops.einsum` must be a string, representing the einsum pattern.')
    if '->' not in pattern:
        raise ValueError("Einsum pattern must contain '->'.")
    letters = {}

    def short(side):
        out = ''
        for name in side.split():
            if name == '...':
                out += '...'
                continue
            if '(' in name or ')' in name:
                raise NotImplementedError('Shape rearrangement is not yet supported in einsum.')
            if name not in letters:
                letters[name] = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'[len(letters)]
            out += letters[name]
        return out

    left, right = pattern.split('->')
    text = ','.join(short(part) for part in left.split(',')) + '->' + short(right)
    if _is_torch(tensors[0]):
        import torch
        return torch.einsum(text, *tensors)
    import numpy
    return numpy.einsum(text, *tensors)


def pack(tensors, pattern):
    """Flattens what lies at `*` and concatenates: (packed, shapes)."""
    names = pattern.split()
    if names.count('*') != 1:
        raise EinopsError(f'No *-axis in pattern for packing/unpacking, but found pattern: {pattern}')
    before, after = names.index('*'), len(names) - names.index('*') - 1
    shapes, flat = [], []
    for tensor in tensors:
        shape = tuple(tensor.shape)
        shapes.append(tensor.shape[before:len(shape) - after])
        flat.append(tensor.reshape(shape[:before] + (-1,) + shape[len(shape) - after:]))
    if _is_torch(flat[0]):
        import torch
        return torch.cat(flat, dim=before), shapes
    import numpy
    return numpy.concatenate(flat, axis=before), shapes


def unpack(tensor, packed_shapes, pattern):
    """The inverse of pack; one shape may hold a -1."""
    names = pattern.split()
    before = names.index('*')
    after = len(names) - before - 1
    shape = tuple(tensor.shape)
    lengths = []
    for s in packed_shapes:
        n = 1
        for d in s:
            n = -1 if d == -1 or n == -1 else n * d
        lengths.append(n)
    if lengths.count(-1) > 1:
        raise EinopsError('Multiple -1 axes in unpack')
    if -1 in lengths:
        lengths[lengths.index(-1)] = shape[before] - sum(n for n in lengths if n != -1)
    out, start = [], 0
    for n, s in zip(lengths, packed_shapes):
        index = (slice(None),) * before + (slice(start, start + n),)
        out.append(tensor[index].reshape(shape[:before] + tuple(s) + shape[len(shape) - after:]))
        start += n
    return out
