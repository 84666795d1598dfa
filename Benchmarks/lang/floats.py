# Arithmetic on floats: three bodies under gravity, and the Mandelbrot set.
def bodies(steps):
    x = [0.0, 1.0, -1.2]
    y = [0.0, 0.3, 0.1]
    u = [0.0, 0.2, -0.3]
    v = [0.0, 0.7, -0.6]
    m = [1.0, 0.1, 0.2]
    for _ in range(steps):
        for i in range(3):
            ax = ay = 0.0
            for j in range(3):
                if i != j:
                    dx, dy = x[j] - x[i], y[j] - y[i]
                    d = (dx * dx + dy * dy + 0.01) ** 1.5
                    ax += m[j] * dx / d
                    ay += m[j] * dy / d
            u[i] += 0.001 * ax
            v[i] += 0.001 * ay
        for i in range(3):
            x[i] += 0.001 * u[i]
            y[i] += 0.001 * v[i]
    return x[0], y[1]


def mandelbrot(n):
    inside = 0
    for i in range(n):
        for j in range(n):
            a, b = 3.0 * i / n - 2.2, 2.4 * j / n - 1.2
            p = q = 0.0
            for _ in range(40):
                p, q = p * p - q * q + a, 2.0 * p * q + b
                if p * p + q * q > 4.0:
                    break
            else:
                inside += 1
    return inside


print(bodies(12000), mandelbrot(160))
