// This file holds the module `heapq`, written in the cell language.

let heapqSource = #"""
def heappush(heap, item):
    heap.append(item)
    _down(heap, 0, len(heap) - 1)

def heappop(heap):
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _up(heap, 0)
        return first
    return last

def heapreplace(heap, item):
    first = heap[0]
    heap[0] = item
    _up(heap, 0)
    return first

def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _up(heap, 0)
    return item

def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _up(x, i)

def _down(heap, start, pos):
    item = heap[pos]
    while pos > start:
        parent = (pos - 1) >> 1
        if not item < heap[parent]:
            break
        heap[pos] = heap[parent]
        pos = parent
    heap[pos] = item

def _up(heap, pos):
    # To a leaf along the smaller children, then back up: fewer comparisons than stopping on the way.
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _down(heap, start, pos)

def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]

def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

def merge(*iterables, key=None, reverse=False):
    heads = []
    for i, it in enumerate(map(iter, iterables)):
        for value in it:
            heads.append([value if key is None else key(value), i, value, it])
            break
    while heads:
        best = heads[0]
        for h in heads[1:]:
            if (best[0] < h[0] if reverse else h[0] < best[0]):
                best = h
        yield best[2]
        for value in best[3]:
            best[0] = value if key is None else key(value)
            best[2] = value
            break
        else:
            heads.remove(best)
"""#
