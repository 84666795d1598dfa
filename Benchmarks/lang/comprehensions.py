# Comprehensions of all kinds.
def run(n):
    squares = [x * x for x in range(n) if x % 3]
    table = {x: x % 7 for x in range(n)}
    kinds = {x % 11 for x in squares}
    pairs = [(i, j) for i in range(300) for j in range(300) if (i + j) % 5 == 0]
    nested = [[j * i for j in range(50)] for i in range(1000)]
    return sum(squares), len(table), sorted(kinds), len(pairs), sum(sum(r) for r in nested)


for _ in range(3):
    result = run(200000)
print(result)
