# Strings: joining, splitting, formatting, scanning.
def fields(n):
    lines = [f"{i},{i * 2:05d},{i / 7:.3f}" for i in range(n)]
    total = 0.0
    for line in lines:
        a, b, c = line.split(",")
        total += int(a) + int(b) + float(c)
    return round(total, 3)


def caesar(text, shift):
    out = []
    for ch in text:
        if ch.isalpha():
            base = ord("a") if ch.islower() else ord("A")
            out.append(chr((ord(ch) - base + shift) % 26 + base))
        else:
            out.append(ch)
    return "".join(out)


def palindromes(n):
    count = 0
    for i in range(n):
        s = str(i)
        if s == s[::-1]:
            count += 1
    return count


print(fields(40000), caesar("Hello, World! " * 5000, 3)[:20], palindromes(200000))
