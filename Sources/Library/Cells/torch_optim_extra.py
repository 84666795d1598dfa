"""Optimizers and schedulers of `torch.optim` that are written over tensors."""
import math

import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler


def _check(lr=None, eps=None, weight_decay=None, rho=None, betas=None):
    if lr is not None and not 0.0 <= lr:
        raise ValueError(f'Invalid learning rate: {lr}')
    if rho is not None and not 0.0 <= rho <= 1.0:
        raise ValueError(f'Invalid rho value: {rho}')
    if eps is not None and not 0.0 <= eps:
        raise ValueError(f'Invalid epsilon value: {eps}')
    if betas is not None:
        for i, b in enumerate(betas):
            if not 0.0 <= b < 1.0:
                raise ValueError(f'Invalid beta parameter at index {i}: {b}')
    if weight_decay is not None and not 0.0 <= weight_decay:
        raise ValueError(f'Invalid weight_decay value: {weight_decay}')


class _Stepper(Optimizer):
    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                g = -p.grad if group.get('maximize') else p.grad
                state = self.state.setdefault(p, {})
                if not state:
                    state['step'] = torch.tensor(0.0)
                    self.start(p, state, group)
                state['step'] += 1
                self.update(p, g, state, group, state['step'].item())
        return loss


class Adadelta(_Stepper):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, maximize=False, differentiable=False):
        _check(lr, eps, weight_decay, rho)
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps, weight_decay=weight_decay, maximize=maximize, capturable=capturable, foreach=foreach, differentiable=differentiable))

    def start(self, p, state, group):
        state['square_avg'] = torch.zeros_like(p)
        state['acc_delta'] = torch.zeros_like(p)

    def update(self, p, g, state, group, step):
        if group['weight_decay']:
            g = g.add(p, alpha=group['weight_decay'])
        rho, eps = group['rho'], group['eps']
        state['square_avg'].mul_(rho).addcmul_(g, g, value=1 - rho)
        std = state['square_avg'].add(eps).sqrt_()
        delta = state['acc_delta'].add(eps).sqrt_().div_(std).mul_(g)
        state['acc_delta'].mul_(rho).addcmul_(delta, delta, value=1 - rho)
        p.add_(delta, alpha=-group['lr'])


class Adamax(_Stepper):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, foreach=None, *, maximize=False, differentiable=False, capturable=False):
        _check(lr, eps, weight_decay, betas=betas)
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, foreach=foreach, maximize=maximize, differentiable=differentiable, capturable=capturable))

    def start(self, p, state, group):
        state['exp_avg'] = torch.zeros_like(p)
        state['exp_inf'] = torch.zeros_like(p)

    def update(self, p, g, state, group, step):
        if group['weight_decay']:
            g = g.add(p, alpha=group['weight_decay'])
        b1, b2 = group['betas']
        state['exp_avg'].lerp_(g, 1 - b1)
        state['exp_inf'].copy_(torch.maximum(state['exp_inf'].mul(b2), g.abs().add_(group['eps'])))
        p.addcdiv_(state['exp_avg'], state['exp_inf'], value=-group['lr'] / (1 - b1 ** step))


class NAdam(_Stepper):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False,
                 differentiable=False):
        _check(lr, eps, weight_decay, betas=betas)
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay, decoupled_weight_decay=decoupled_weight_decay, maximize=maximize,
                                      foreach=foreach, capturable=capturable, differentiable=differentiable))

    def start(self, p, state, group):
        state['mu_product'] = torch.ones(())
        state['exp_avg'] = torch.zeros_like(p)
        state['exp_avg_sq'] = torch.zeros_like(p)

    def update(self, p, g, state, group, step):
        b1, b2 = group['betas']
        lr, wd, md = group['lr'], group['weight_decay'], group['momentum_decay']
        if wd:
            if group['decoupled_weight_decay']:
                p.mul_(1 - lr * wd)
            else:
                g = g.add(p, alpha=wd)
        correction = 1 - b2 ** step
        mu = b1 * (1.0 - 0.5 * 0.96 ** (step * md))
        mu_next = b1 * (1.0 - 0.5 * 0.96 ** ((step + 1) * md))
        state['mu_product'] *= mu
        m, v = state['exp_avg'], state['exp_avg_sq']
        m.lerp_(g, 1 - b1)
        v.mul_(b2).addcmul_(g, g, value=1 - b2)
        denom = v.div(correction).sqrt()
        product = state['mu_product'].item()
        denom.add_(group['eps'])
        p.addcdiv_(g, denom, value=-lr * (1.0 - mu) / (1.0 - product))
        p.addcdiv_(m, denom, value=-lr * mu_next / (1.0 - product * mu_next))


class RAdam(_Stepper):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False):
        _check(lr, eps, weight_decay, betas=betas)
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, maximize=maximize, foreach=foreach, capturable=capturable,
                                      decoupled_weight_decay=decoupled_weight_decay, differentiable=differentiable))

    def start(self, p, state, group):
        state['exp_avg'] = torch.zeros_like(p)
        state['exp_avg_sq'] = torch.zeros_like(p)

    def update(self, p, g, state, group, step):
        b1, b2 = group['betas']
        lr, wd, eps = group['lr'], group['weight_decay'], group['eps']
        c1, c2 = 1 - b1 ** step, 1 - b2 ** step
        if wd:
            if group['decoupled_weight_decay']:
                p.mul_(1 - lr * wd)
            else:
                g = g.add(p, alpha=wd)
        m, v = state['exp_avg'], state['exp_avg_sq']
        m.lerp_(g, 1 - b1)
        v.mul_(b2).addcmul_(g, g, value=1 - b2)
        corrected = m / c1
        rho_inf = 2 / (1 - b2) - 1
        rho_t = rho_inf - 2 * step * (b2 ** step) / c2
        if rho_t > 5.0:
            rect = ((rho_t - 4) * (rho_t - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho_t)) ** 0.5
            p.add_(corrected * lr * ((c2 ** 0.5) / v.sqrt().add_(eps)) * rect, alpha=-1.0)
        else:
            p.add_(corrected * lr, alpha=-1.0)


class Rprop(_Stepper):
    def __init__(self, params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-06, 50), *, capturable=False, foreach=None, maximize=False, differentiable=False):
        _check(lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f'Invalid eta values: {etas[0]}, {etas[1]}')
        super().__init__(params, dict(lr=lr, etas=etas, step_sizes=step_sizes, foreach=foreach, maximize=maximize, differentiable=differentiable, capturable=capturable))

    def start(self, p, state, group):
        state['prev'] = torch.zeros_like(p)
        state['step_size'] = torch.full_like(p, group['lr'])

    def update(self, p, g, state, group, step):
        minus, plus = group['etas']
        low, high = group['step_sizes']
        sign = g.mul(state['prev']).sign()
        factor = torch.where(sign > 0, torch.full_like(sign, plus), torch.where(sign < 0, torch.full_like(sign, minus), torch.ones_like(sign)))
        state['step_size'].mul_(factor).clamp_(low, high)
        g = torch.where(sign < 0, torch.zeros_like(g), g)
        p.addcmul_(g.sign(), state['step_size'], value=-1)
        state['prev'].copy_(g)


class ASGD(_Stepper):
    def __init__(self, params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None, maximize=False, differentiable=False, capturable=False):
        _check(lr, weight_decay=weight_decay)
        super().__init__(params, dict(lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize, differentiable=differentiable, capturable=capturable))

    def start(self, p, state, group):
        state['eta'] = torch.tensor(float(group['lr']))
        state['mu'] = torch.ones(())
        state['ax'] = torch.zeros_like(p)

    def update(self, p, g, state, group, step):
        if group['weight_decay']:
            g = g.add(p, alpha=group['weight_decay'])
        eta, mu = state['eta'].item(), state['mu'].item()
        p.mul_(1 - group['lambd'] * eta)
        p.add_(g, alpha=-eta)
        if mu == 1:
            state['ax'].copy_(p)
        else:
            state['ax'].add_(p.sub(state['ax']).mul_(mu))
        state['eta'] = torch.tensor(group['lr'] / ((1 + group['lambd'] * group['lr'] * step) ** group['alpha']))
        state['mu'] = torch.tensor(1 / max(1, step - group['t0']))


class LBFGS(Optimizer):
    """The limited-memory BFGS method, one step length for every iteration (no line search)."""
    def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None):
        if line_search_fn is not None:
            raise NotImplementedError("line_search_fn is not available; use None and a smaller lr")
        super().__init__(params, dict(lr=lr, max_iter=max_iter, max_eval=max_iter * 5 // 4 if max_eval is None else max_eval, tolerance_grad=tolerance_grad, tolerance_change=tolerance_change,
                                      history_size=history_size, line_search_fn=line_search_fn))
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")

    def _grad(self):
        return torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1) for p in self.param_groups[0]['params']])

    def _add(self, t, d):
        at = 0
        for p in self.param_groups[0]['params']:
            n = p.numel()
            p.add_(d[at:at + n].view_as(p), alpha=t)
            at += n

    @torch.no_grad()
    def step(self, closure):
        def evaluate():
            with torch.enable_grad():
                return closure()
        group = self.param_groups[0]
        state = self.state.setdefault(group['params'][0], {'func_evals': 0, 'n_iter': 0})
        first = evaluate()
        loss, evals = float(first), 1
        state['func_evals'] += 1
        flat = self._grad()
        if flat.abs().max() <= group['tolerance_grad']:
            return first
        d, t, ys, ss, ro, h = (state.get(k) for k in ('d', 't', 'old_dirs', 'old_stps', 'ro', 'H_diag'))
        prev, prev_loss = state.get('prev_flat_grad'), state.get('prev_loss')
        n = 0
        while n < group['max_iter']:
            n += 1
            state['n_iter'] += 1
            if state['n_iter'] == 1:
                d, ys, ss, ro, h = flat.neg(), [], [], [], 1
            else:
                y, s = flat.sub(prev), d.mul(t)
                dot = float(y.dot(s))
                if dot > 1e-10:
                    if len(ys) == group['history_size']:
                        ys.pop(0), ss.pop(0), ro.pop(0)
                    ys.append(y), ss.append(s), ro.append(1.0 / dot)
                    h = dot / float(y.dot(y))
                al = [None] * len(ys)
                q = flat.neg()
                for i in range(len(ys) - 1, -1, -1):
                    al[i] = float(ss[i].dot(q)) * ro[i]
                    q.add_(ys[i], alpha=-al[i])
                d = q.mul(h)
                for i in range(len(ys)):
                    d.add_(ss[i], alpha=al[i] - float(ys[i].dot(d)) * ro[i])
            prev, prev_loss = flat.clone(), loss
            t = min(1.0, 1.0 / float(flat.abs().sum())) * group['lr'] if state['n_iter'] == 1 else group['lr']
            gtd = float(flat.dot(d))
            if gtd > -group['tolerance_change']:
                break
            self._add(t, d)
            if n != group['max_iter']:
                loss = float(evaluate())
                flat = self._grad()
                evals += 1
                state['func_evals'] += 1
            if n == group['max_iter'] or evals >= group['max_eval'] or flat.abs().max() <= group['tolerance_grad']:
                break
            if d.mul(t).abs().max() <= group['tolerance_change'] or abs(loss - prev_loss) < group['tolerance_change']:
                break
        state.update(d=d, t=t, old_dirs=ys, old_stps=ss, ro=ro, H_diag=h, prev_flat_grad=prev, prev_loss=prev_loss)
        return first


class CyclicLR:
    """The rate goes up and down between two bounds."""
    def __init__(self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8,
                 max_momentum=0.9, last_epoch=-1):
        self.optimizer = optimizer
        groups = optimizer.param_groups
        self.base_lrs = list(base_lr) if isinstance(base_lr, (list, tuple)) else [base_lr] * len(groups)
        self.max_lrs = list(max_lr) if isinstance(max_lr, (list, tuple)) else [max_lr] * len(groups)
        for g, lr in zip(groups, self.base_lrs):
            g['lr'] = lr
            g['initial_lr'] = lr
        down = step_size_up if step_size_down is None else step_size_down
        self.total_size = float(step_size_up) + float(down)
        self.step_ratio = float(step_size_up) / self.total_size
        if mode not in ('triangular', 'triangular2', 'exp_range') and scale_fn is None:
            raise ValueError('mode is invalid and scale_fn is None')
        self.mode, self.gamma, self.scale_fn = mode, gamma, scale_fn
        self.scale_mode = scale_mode if scale_fn is not None else 'iterations' if mode == 'exp_range' else 'cycle'
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            if 'momentum' not in optimizer.defaults and 'betas' not in optimizer.defaults:
                raise ValueError('optimizer must support momentum or beta1 with `cycle_momentum` option enabled')
            self.base_momentums, self.max_momentums = [base_momentum] * len(groups), [max_momentum] * len(groups)
        self.last_epoch = last_epoch
        self.step()

    def _scale(self, x):
        if self.scale_fn is not None:
            return self.scale_fn(x)
        return 1.0 if self.mode == 'triangular' else 1 / (2.0 ** (x - 1)) if self.mode == 'triangular2' else self.gamma ** x

    def get_lr(self):
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        x = 1.0 + self.last_epoch / self.total_size - cycle
        scale = x / self.step_ratio if x <= self.step_ratio else (x - 1) / (self.step_ratio - 1)
        s = self._scale(cycle if self.scale_mode == 'cycle' else self.last_epoch)
        if self.cycle_momentum:
            for g, low, high in zip(self.optimizer.param_groups, self.base_momentums, self.max_momentums):
                m = high - (high - low) * scale * s
                if 'momentum' in g:
                    g['momentum'] = m
                else:
                    g['betas'] = (m, *g['betas'][1:])
        return [low + (high - low) * scale * s for low, high in zip(self.base_lrs, self.max_lrs)]

    def step(self, epoch=None):
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        self._last_lr = self.get_lr()
        for g, lr in zip(self.optimizer.param_groups, self._last_lr):
            g['lr'] = lr

    def get_last_lr(self):
        return self._last_lr

    def state_dict(self):
        return {k: v for k, v in self.__dict__.items() if k not in ('optimizer', 'scale_fn')}

    def load_state_dict(self, state):
        self.__dict__.update(state)


class ChainedScheduler:
    """Steps several schedulers together."""
    def __init__(self, schedulers, optimizer=None):
        if len(schedulers) < 1:
            raise ValueError(f'{type(self).__name__} expects at least one scheduler to be chained, but got no scheduler.')
        self._schedulers = list(schedulers)
        self.optimizer = optimizer or schedulers[0].optimizer
        self._last_lr = [g['lr'] for g in self.optimizer.param_groups]
        self.last_epoch = 0

    def step(self, epoch=None):
        for s in self._schedulers:
            s.step()
        self._last_lr = [g['lr'] for g in self.optimizer.param_groups]

    def get_last_lr(self):
        return self._last_lr

    def state_dict(self):
        return {'_schedulers': [s.state_dict() for s in self._schedulers], '_last_lr': self._last_lr}

    def load_state_dict(self, state):
        for s, d in zip(self._schedulers, state['_schedulers']):
            s.load_state_dict(d)
