"""torch.func: functions of functions."""

import torch


def _leaf(x):
    return x.detach().clone().requires_grad_() if isinstance(x, torch.Tensor) and x.is_floating_point() else x


def grad_and_value(func, argnums=0, has_aux=False):
    """The gradient of a function that gives one number, and the number."""
    numbers = argnums if isinstance(argnums, tuple) else (argnums,)

    def both(*args, **kwargs):
        args = list(args)
        for i in numbers:
            args[i] = {k: _leaf(v) for k, v in args[i].items()} if isinstance(args[i], dict) else _linked(args[i])
        out = func(*args, **kwargs)
        value, aux = out if has_aux else (out, None)
        found = []
        for i in numbers:
            if isinstance(args[i], dict):
                names = list(args[i])
                found.append(dict(zip(names, torch.autograd.grad(value, [args[i][n] for n in names], create_graph=True))))
            else:
                found.append(torch.autograd.grad(value, args[i], create_graph=True)[0])
        outer = any(isinstance(a, torch.Tensor) and a.grad_fn is not None for a in args)
        if not outer:
            found = [{k: v.detach() for k, v in g.items()} if isinstance(g, dict) else g.detach() for g in found]
            value = value.detach()
        g = tuple(found) if isinstance(argnums, tuple) else found[0]
        return g, ((value, aux) if has_aux else value)
    return both


def _linked(x):
    """A copy to differentiate by; inside another gradient it stays linked to what it came from."""
    return x * 1 if x.requires_grad else _leaf(x)


def grad(func, argnums=0, has_aux=False):
    """The gradient of a function that gives one number."""
    def gradient(*args, **kwargs):
        g, value = grad_and_value(func, argnums, has_aux)(*args, **kwargs)
        return (g, value[1]) if has_aux else g
    return gradient


def vmap(func, in_dims=0, out_dims=0, randomness='error', chunk_size=None):
    """The function of each slice, one after another, stacked."""
    def mapped(*args):
        dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(args)
        sizes = [a.shape[d] for a, d in zip(args, dims) if d is not None]
        if not sizes:
            raise ValueError('vmap(): at least one of in_dims must not be None')
        if any(n != sizes[0] for n in sizes):
            raise ValueError(f'vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes} for the mapped dimension')
        rows = [func(*[a if d is None else a.select(d, i) for a, d in zip(args, dims)]) for i in range(sizes[0])]
        if isinstance(rows[0], tuple):
            return tuple(torch.stack([r[k] for r in rows], out_dims) for k in range(len(rows[0])))
        return torch.stack(rows, out_dims)
    return mapped


def jacrev(func, argnums=0):
    """The matrix of derivatives."""
    def jacobian(*args):
        def of_one(x):
            rest = list(args)
            rest[argnums] = x
            return func(*rest)
        return torch.autograd.functional.jacobian(of_one, args[argnums])
    return jacobian


jacfwd = jacrev


def hessian(func, argnums=0):
    """The matrix of second derivatives."""
    def second(*args):
        def of_one(x):
            rest = list(args)
            rest[argnums] = x
            return func(*rest)
        return torch.autograd.functional.hessian(of_one, args[argnums])
    return second
