# int formatting, bigints
print(f"{1234567:,} {1234567:_} {255:x} {255:X} {255:#x} {255:o} {255:#o} {255:b} {255:#b} {255:08b} {-255:#010x} {5:+d} {5: d} {-5: d} {5:<5}| {5:>5}| {5:^5}| {5:=+5}| {5:05} {65:c} {1234567:_x} {0xffffffff:_b}")
print(f"{1e10:n} {123:e} {123:.2f} {123:g} {123:%} {True:d} {True} {True:5} {True:>6}")
for spec in ("s","q",",x","+c",".2d","#c","_c"):
    try: print(format(5,spec))
    except ValueError as e: print(spec,e)
print(10**30, -10**30, 2**100, (2**100)//3, (2**100)%7, -(2**100)//3, -(2**100)%7, (2**100)//-3, (2**100)%-7, divmod(-10**20, 3), divmod(10**20,-7))
print(hex(2**70), oct(2**70), bin(2**70), hex(-255), (2**70).bit_length(), (-1).bit_length(), (0).bit_length(), (255).bit_count(), (2**70-1).bit_count())
print(int("123"), int("  -12_3 "), int("ff",16), int("0xff",16), int("0xff",0), int("0b101",0), int("0o17",0), int("z",36), int("-0b1",2), int(3.99), int(-3.99), int("٣"), int(b"12"), int(True))
for a in ("", "abc", "1__0", "_1", "0x", "1.5", " ", "09"):
    try: print(int(a), int(a,0))
    except ValueError as e: print(e)
for a in ((None,),("1",1),("1",37),(1,2),([],),("12","3"),(float("inf"),),(float("nan"),)):
    try: print(int(*a))
    except (TypeError,ValueError,OverflowError) as e: print(type(e).__name__,e)
print((1<<100)>>98, -1>>100, -5>>1, 5<<0, ~5, ~-1, -5&3, -5|3, -5^3, (1<<70)&~(1<<69), -(1<<70)|1, (-(1<<70))^(1<<70))
for f in (lambda:1<<-1, lambda:1>>-1, lambda:1//0, lambda:1%0, lambda:1/0, lambda:0**-1, lambda:divmod(1,0), lambda:1.0//0, lambda:1.0%0, lambda:2**-1, lambda:pow(2,-1,7), lambda:pow(2,3,0), lambda:pow(2,-1,4), lambda:pow(3,1000,1007), lambda:(-8)**(1/3) if False else 1, lambda:10**-2, lambda:10**400/10**399, lambda:10**400*1.0, lambda:float(10**400), lambda:int(1e300)%1000):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
print((12345).to_bytes(4,"big"), (12345).to_bytes(4,"little"), (-5).to_bytes(2,"big",signed=True), int.from_bytes(b"\x01\x02","big"), int.from_bytes(b"\xff\xfe","little",signed=True), (0).to_bytes(0,"big"), (1).to_bytes(), int.from_bytes([1,2]))
for f in (lambda:(256).to_bytes(1,"big"), lambda:(-1).to_bytes(1,"big"), lambda:(1).to_bytes(1,"x"), lambda:(128).to_bytes(1,"big",signed=True)):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (5).as_integer_ratio(), (2.5).as_integer_ratio(), (0.1).as_integer_ratio())
print(round(5), round(15,-1), round(25,-1), round(-15,-1), round(1234,-2), round(2.5), round(3.5), round(-2.5), round(2.675,2), round(1e20), round(5,-3), round(0.5), round(1.5), type(round(1.0)), round(1.25,1), round(1e300,2), round(12345678901234567890,-5))
print((1).__add__(2), (5).__rsub__(3), (5).__floordiv__(2), (5).__bool__(), (5).__index__(), (5).__neg__(), (-5).__abs__(), (5).__lt__(6), (5).__eq__("5"), (7).__divmod__(3), (7).__pow__(2), (7).__pow__(2,5))
import math, sys
print(math.isqrt(10**40), math.gcd(10**20,15), math.lcm(4,6), math.factorial(30), math.comb(50,25), math.perm(10,3), sys.maxsize)
print(hash(2**61-1), hash(2**61), hash(-1), hash(-2), hash(2**100), hash(10**50), hash(1.5), hash(True), hash(0.0), hash(float("inf")), hash(-(2**61)))
print(1 == 1.0, 2**53 == float(2**53), 2**53+1 == float(2**53), 10**400 > 1e308, 10**400 > float("inf"), -10**400 < float("-inf"), 1 < 1.5 <= 2, (10**20) == 1e20, 10**23==1e23)
print(0b1010, 0o17, 0xDEAD_BEEF, 1_000_000, 00, 0_0)
x = 123456789012345678901234567890
print(x*x, x**5, x-x, x//x, x%97, -x, abs(-x), +x, str(x)[::-1], len(str(x**100)), x.__sizeof__() > 0)
print(int("1"*50)+1, int("-"+"9"*40), float("1"*30), int("1"*300, 7) % 1000007)
print([i for i in range(-10,11,5)], sum(range(10**6)), max(3,10**20,2.5), min(-10**20, 5))
print(isinstance(True,int), True+True, True*3, -True, ~True, True<<3, True/2, True//1, str(True), int.__mro__, bool.__mro__, True&False, True|2, True^True, type(True&1), type(True&True))
class I(int):
    def __repr__(self): return "I(%d)"%int(self)
    def __add__(self,o): return I(int(self)+int(o))
print(I(5), I(5)+3, 3+I(5), I(5)*2, [I(2)], I(7)//2, str(I(3)), f"{I(3)}", "%d"%I(3), I.from_bytes(b"\x05","big"), hash(I(5)), {5:1}[I(5)])
