# Objects: attributes, methods, inheritance, operators.
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, k):
        return Vector(self.x * k, self.y * k)

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y


class Account:
    def __init__(self):
        self.balance = 0
        self.log = 0

    def deposit(self, n):
        self.balance += n
        self.note()

    def note(self):
        self.log += 1


class Saving(Account):
    def deposit(self, n):
        super().deposit(n + 1)


def run(n):
    v, d, total = Vector(0, 0), Vector(1, 2), 0
    for i in range(n):
        v = v + d.scaled(i % 3)
        total += v.norm % 11
    a = Saving()
    for i in range(n):
        a.deposit(i)
    return total, a.balance, a.log


print(run(200000))
