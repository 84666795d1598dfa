# Sorting, built in and written out.
def numbers(n, seed=12345):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed)
    return out


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot] + quicksort([x for x in items if x > pivot])


def heapsort(a):
    n = len(a)

    def sift(i, end):
        while True:
            child = 2 * i + 1
            if child >= end:
                return
            if child + 1 < end and a[child] < a[child + 1]:
                child += 1
            if a[i] >= a[child]:
                return
            a[i], a[child] = a[child], a[i]
            i = child

    for i in range(n // 2 - 1, -1, -1):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)
    return a


data = numbers(200000)
words = [str(x) for x in data[:60000]]
print(sorted(data)[:2], sorted(data, key=lambda x: -x)[:2], sorted(words, key=len)[0], quicksort(data[:40000])[5], heapsort(data[:20000])[5])
