# Numbers with a fixed number of digits behind the point, and sums.
for s in (0.0005, 0.5, 1.5, 2.5, 2.675, 1e6, 123456.789, 0.1, 1 / 3, 9999999.9999995, 9999999.0, 1e7, 1e-9, 0.0000005, -2.5, -0.0, 1e22, 5e-324, 0.125, 0.375):
    print(f"{s:.0f} {s:.1f} {s:.2f} {s:.3f} {s:.6f} {s:.7f} {s:8.2f} {s:+.2f} {s:%} {s:010.3f} {s:,.2f}", "%.3f %5.1f" % (s, s))
seed, total = 1, 0
for i in range(20000):
    seed = (seed * 1103515245 + 12345) % 2147483648
    x = seed / (1 << (i % 40))
    for c in f"{x:.3f}{x:.1f}{x:.6f}{x / 1000:.2f}"[-12:]:
        total = (total * 31 + ord(c)) % 1000000007
    t = (seed % 100000) / 64
    for c in f"{t:.3f}{t:.1f}{t:.2f}{t:.4f}":
        total = (total * 31 + ord(c)) % 1000000007
print(total)
print(f"{-5:05d} {12345678901234567890:d} {-2**63:d} {2**63 - 1:d} {10**12:d} {-10**12 + 1:d}", str(10**12), str(10**12 - 1), str(-10**12), str(0), str(-7))
print(sum([True, 2, 3]), sum((1, 2)), sum([2**62, 2**62]), sum([2**62, 2**62, -1, 0.5]), sum([1.5, 2]), sum([]), sum([], 5), sum((), 2.5), sum([[1], [2]], []))
