# Products of numbers long enough to be cut into pieces, in equal and unequal lengths.
p = (1 << 61) - 1


def power(b, e):
    return pow(b, e, p)


a = 3 ** 400000
b = 5 ** 300000
c = 7 ** 110000
print((a * b) % p == power(3, 400000) * power(5, 300000) % p)
print((a * a) % p == power(3, 800000))
print((a * -c) % p == -power(3, 400000) * power(7, 110000) % p)
print((-b * -c) % p == power(5, 300000) * power(7, 110000) % p)
print(a * b == b * a, (a + 1) * (a - 1) == a * a - 1)
print((a * c).bit_length(), (a * b * c).bit_length())
ones = (1 << 600000) - 1
print(ones * ones == (1 << 1200000) - (1 << 600001) + 1)
print((1 << 600000) * (1 << 300000) == 1 << 900000)
print((ones << 300000) * 3 == (ones * 3) << 300000)
