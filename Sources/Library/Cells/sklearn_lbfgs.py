"""Minimisation by the limited-memory BFGS method with Moré and Thuente's line search.

Byrd, Lu, Nocedal, Zhu: "A limited memory algorithm for bound constrained optimization" (1995), here without bounds; Moré, Thuente: "Line search algorithms with guaranteed
sufficient decrease" (1994). The limits and the order of the tests are those of the Fortran program L-BFGS-B 3.0, so that it stops where the original stops.
"""

import math

import numpy as np


def _step(stx, fx, dx, sty, fy, dy, stp, fp, dp, bracketed, low, high):
    """A better step, and an interval that holds a minimum: (stx, fx, dx, sty, fy, dy, stp, bracketed)."""
    sign = dp * (dx / abs(dx))
    if fp > fx:
        # Higher: the minimum is bracketed. The cubic step, or half way to the quadratic one.
        theta = 3.0 * (fx - fp) / (stp - stx) + dx + dp
        s = max(abs(theta), abs(dx), abs(dp))
        gamma = s * math.sqrt((theta / s) ** 2 - (dx / s) * (dp / s))
        if stp < stx:
            gamma = -gamma
        r = ((gamma - dx) + theta) / (((gamma - dx) + gamma) + dp)
        cubic = stx + r * (stp - stx)
        quadratic = stx + ((dx / ((fx - fp) / (stp - stx) + dx)) / 2.0) * (stp - stx)
        new = cubic if abs(cubic - stx) < abs(quadratic - stx) else cubic + (quadratic - cubic) / 2.0
        bracketed = True
    elif sign < 0.0:
        # Lower, and the slope has turned.
        theta = 3.0 * (fx - fp) / (stp - stx) + dx + dp
        s = max(abs(theta), abs(dx), abs(dp))
        gamma = s * math.sqrt((theta / s) ** 2 - (dx / s) * (dp / s))
        if stp > stx:
            gamma = -gamma
        r = ((gamma - dp) + theta) / (((gamma - dp) + gamma) + dx)
        cubic = stp + r * (stx - stp)
        secant = stp + (dp / (dp - dx)) * (stx - stp)
        new = cubic if abs(cubic - stp) > abs(secant - stp) else secant
        bracketed = True
    elif abs(dp) < abs(dx):
        # Lower, the same slope, and flatter.
        theta = 3.0 * (fx - fp) / (stp - stx) + dx + dp
        s = max(abs(theta), abs(dx), abs(dp))
        gamma = s * math.sqrt(max(0.0, (theta / s) ** 2 - (dx / s) * (dp / s)))
        if stp > stx:
            gamma = -gamma
        r = ((gamma - dp) + theta) / ((gamma + (dx - dp)) + gamma)
        cubic = stp + r * (stx - stp) if r < 0.0 and gamma != 0.0 else high if stp > stx else low
        secant = stp + (dp / (dp - dx)) * (stx - stp)
        if bracketed:
            new = cubic if abs(cubic - stp) < abs(secant - stp) else secant
            new = min(stp + 0.66 * (sty - stp), new) if stp > stx else max(stp + 0.66 * (sty - stp), new)
        else:
            new = cubic if abs(cubic - stp) > abs(secant - stp) else secant
            new = max(low, min(high, new))
    else:
        # Lower, the same slope, and not flatter.
        if bracketed:
            theta = 3.0 * (fp - fy) / (sty - stp) + dy + dp
            s = max(abs(theta), abs(dy), abs(dp))
            gamma = s * math.sqrt((theta / s) ** 2 - (dy / s) * (dp / s))
            if stp > sty:
                gamma = -gamma
            r = ((gamma - dp) + theta) / (((gamma - dp) + gamma) + dy)
            new = stp + r * (sty - stp)
        else:
            new = high if stp > stx else low
    if fp > fx:
        sty, fy, dy = stp, fp, dp
    else:
        if sign < 0.0:
            sty, fy, dy = stx, fx, dx
        stx, fx, dx = stp, fp, dp
    return stx, fx, dx, sty, fy, dy, new, bracketed


def _line_search(phi, stp, f0, g0, stpmax, evaluations, ftol=1e-3, gtol=0.9, xtol=0.1):
    """A step that lowers the function enough; phi(step) gives (value, slope, rest). Returns (step, value, rest), or None when none is found."""
    bracketed, stage = False, 1
    test = ftol * g0
    width = stpmax
    width1 = 2.0 * width
    stx = sty = 0.0
    fx = fy = f0
    gx = gy = g0
    stmin, stmax = 0.0, stp + 4.0 * stp
    for _ in range(evaluations):
        f, g, rest = phi(stp)
        limit = f0 + stp * test
        if stage == 1 and f <= limit and g >= 0.0:
            stage = 2
        warned = bracketed and (stp <= stmin or stp >= stmax) or bracketed and stmax - stmin <= xtol * stmax or stp == stpmax and f <= limit and g <= test or stp == 0.0 and (f > limit or g >= test)
        if warned or f <= limit and abs(g) <= gtol * -g0:
            return stp, f, rest
        if stage == 1 and f <= fx and f > limit:
            stx, fm, gm, sty, fym, gym, new, bracketed = _step(stx, fx - stx * test, gx - test, sty, fy - sty * test, gy - test, stp, f - stp * test, g - test, bracketed, stmin, stmax)
            fx, fy, gx, gy = fm + stx * test, fym + sty * test, gm + test, gym + test
        else:
            stx, fx, gx, sty, fy, gy, new, bracketed = _step(stx, fx, gx, sty, fy, gy, stp, f, g, bracketed, stmin, stmax)
        old, stp = stp, new
        if bracketed:
            if abs(sty - stx) >= 0.66 * width1:
                stp = stx + 0.5 * (sty - stx)
            width1, width = width, abs(sty - stx)
            stmin, stmax = min(stx, sty), max(stx, sty)
        else:
            stmin, stmax = stp + 1.1 * (stp - stx), stp + 4.0 * (stp - stx)
        stp = min(max(stp, 0.0), stpmax)
        if bracketed and (stp <= stmin or stp >= stmax or stmax - stmin <= xtol * stmax):
            stp = stx
    return None


def minimize(function, x, gtol, ftol, maxiter, maxls=50, memory=10):
    """(x, value, iterations, whether it converged) of a function that gives (value, gradient)."""
    epsilon = float(np.finfo(float).eps)
    x = np.array(x, dtype=np.float64)
    f, g = function(x)
    f = float(f)
    steps, turns, theta = [], [], 1.0
    iterations = 0
    if np.abs(g).max() <= gtol:
        return x, f, 0, True
    while True:
        # Two loops over the pairs kept; the first matrix is 1 / theta.
        q = -g
        kept = []
        for s, y in zip(reversed(steps), reversed(turns)):
            rho = 1.0 / float(s @ y)
            a = rho * float(s @ q)
            q = q - a * y
            kept.append((a, rho))
        q = q / theta
        for (s, y), (a, rho) in zip(zip(steps, turns), reversed(kept)):
            q = q + s * (a - rho * float(y @ q))
        target = x + q
        d = target - x
        slope = float(g @ d)
        if slope >= 0.0:
            if not steps:
                return x, f, iterations, False
            steps, turns, theta = [], [], 1.0
            continue
        first = min(1.0 / math.sqrt(float(d @ d)), 1e10) if iterations == 0 else 1.0

        def phi(stp):
            at = target if stp == 1.0 else stp * d + x
            value, gradient = function(at)
            return float(value), float(gradient @ d), (at, gradient)

        found = _line_search(phi, first, f, slope, 1e10, maxls)
        if found is None:
            if not steps:
                return x, f, iterations, False
            steps, turns, theta = [], [], 1.0
            continue
        stp, value, (at, gradient) = found
        iterations += 1
        last, before, f, x, g = f, g, value, at, gradient
        if iterations >= maxiter:
            return x, f, iterations, bool(np.abs(g).max() <= gtol)
        if np.abs(g).max() <= gtol or last - f <= ftol * max(abs(last), abs(f), 1.0):
            return x, f, iterations, True
        r = g - before
        after = float(g @ d)
        if stp == 1.0:
            dr, size = after - slope, -slope
        else:
            dr, size = (after - slope) * stp, -slope * stp
            d = d * stp
        if dr <= epsilon * size:
            continue
        steps.append(d)
        turns.append(r)
        steps, turns = steps[-memory:], turns[-memory:]
        theta = float(r @ r) / dr
