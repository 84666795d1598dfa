# f-strings: nesting, conversions, =, formats.
name = "Ada"
n = 42
pi = 3.14159265
print(f"{name} {n} {pi}", f"{name!r} {name!s} {name!a}", f"{n:5d}|{n:<5}|{n:^5}|{n:05}")
print(f"{pi:.2f} {pi:10.3f} {pi:e} {n:x} {n:#b} {n:,}", f"{1000000:,} {0.5:%}")
print(f"{n=} {pi=:.2f} {name=!s} {name=} {n + 1=} {n = }", f"{len(name)=}")
w, p = 10, 3
print(f"{pi:{w}.{p}f}|{pi:{w}}|{name:>{w}}|{name:{'*'}^{w}}|{n:{'0'}{'>'}{w}}")
print(f"{{literal}} {{{n}}} {'nested ' + name} {', '.join(str(i) for i in range(3))}")
print(f"{'yes' if n > 10 else 'no'} {n if n else None} {(lambda x: x * 2)(n)} {[i for i in range(3)]} { {1: 2}[1]} {n,} {n, 1}")
print(f'{name!r:>10} {n!s:<5}| {"quoted"} {name[0]} {name[1:]} {name.upper()} {name.replace("A", "B")}')
d = {"key": "value", 1: [1, 2]}
print(f"{d['key']} {d[1][0]} {d.get('x', 'default')} {d}")
print(f"a" "b" f"{n}" "{not}" f'{name}', F"{n}", fr"\n{n}\t", rf"{n}\d", f"\n{n}\t|\x41\N{BULLET}")
print(f"""multi {
    n
} line {name
    .lower()}""")
print(f"{f'{n}'} {f'{name:>5}'} {f'{n:{w}}':>15}")
value = 12.3456
print(f"{value:.{p}} {value:.{2}f} {value!r:.4}", f"{'a':>{2 + 3}}|", f"{10 ** 20:,}", f"{True} {None} {...}")


class C:
    def __format__(self, spec):
        return f"C[{spec}]"

    def __str__(self):
        return "C-str"

    def __repr__(self):
        return "C-repr"


c = C()
print(f"{c} {c:spec} {c!s} {c!r} {c!s:>8} {c=} {c=!s} {c=:x}")
import datetime
day = datetime.date(2024, 2, 29)
print(f"{day} {day:%Y/%m/%d} {day:%A %B %j} {day!r}")
print(f"{n:{'>' if n > 0 else '<'}{w}}", f"{n != 5} {n == 42} {n >= 3} {n <= 3}", f"{n!=5}")
print(f"{'':>3}|{'é':^5}|{'日本':>6}|{'x' * 3:-<6}", f"{3:>+5d} {-3:>5d} {3: }", f"{0.1 + 0.2:.17g}")
x = 5
print(f"{x:=+5} {x:b}" if x else "", f"{(x := 10)} {x}", f"{x:=5}")
print(f"{1:2}{3:4}|", f"{'a' 'b'}", f"{1 if True else 2}", f"{ 'spaces' }", f"{x}{x}{x}")
items = [("apple", 1.5, 3), ("banana", 0.25, 12)]
for item, price, qty in items:
    print(f"{item:<10}|{price:>8.2f}|{qty:>4}|{price * qty:>8.2f}|{qty / 7:8.3%}")
print(f"{'-' * 20}\n{'end':^20}\n{'=' * 20}")
for spec in ("d", "q", ".2"):
    try:
        print(f"{'text':{spec}}")
    except ValueError as e:
        print(e)
