# re.
import re
print(re.match(r"(\d+)-(\d+)", "12-34 x").groups(), re.search("o+", "foo boo").span(), re.findall(r"\w+", "a bc, d"), re.findall(r"(\w)(\d)", "a1 b2"), re.sub(r"\d", "#", "a1b22"), re.split(r"[,;]\s*", "a, b;c"), re.fullmatch(r"\d+", "123") is not None, re.match("x", "abc"))
m = re.search(r"(?P<user>\w+)@(?P<host>[\w.]+)", "mail bob@example.com now")
print(m.group(), m.group(1), m.group("host"), m.group(1, 2), m.groupdict(), m.start(), m.end("user"), m.span(2), m[0], m["user"], m.lastindex, m.lastgroup, m.string[:4], m.re.pattern)
print(m, re.compile(r"a\d"), re.compile("x", re.I | re.M))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<a>x)", r"[\g<a>]", "axb"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.sub("a", "b", "aaaa", count=2), re.subn("a", "b", "aXa"))
p = re.compile(r"^(\w+):\s*(.*)$", re.MULTILINE)
print(p.findall("a: 1\nb: two\nc:"), [mm.group(1) for mm in p.finditer("x: 1\ny: 2")], p.flags & re.M != 0, p.groups, re.compile("(?P<n>a)").groupindex)
print(re.findall(r"a.c", "abc a\nc", re.S), re.findall("ABC", "abcABC", re.IGNORECASE), re.search(r"""  \d+  # digits
   \s*""", "x 12 ", re.VERBOSE).group(), re.match(r"(?i)HELLO", "hello").group(), re.findall(r"(?m)^.", "a\nb"))
print(re.split(r"(\d)", "a1b2c"), re.split("x", "axbxc", maxsplit=1), re.split(r"\s+", " a b "), re.findall(r"a*", "baac"), re.sub("x*", "-", "abxd"), re.escape("a.b*c[d]"), re.findall(r"\bfoo\b", "foo food foo"))
print(re.findall(r"(?<=\$)\d+", "$5 €6 $77"), re.findall(r"\d+(?!%)\b", "10% 20"), re.findall(r"(?:ab)+", "ababx ab"), re.match(r"(a)|(b)", "b").groups(), re.match(r"(a)|(b)", "b").groups("none"), re.match(r"(\w)\1", "aab").group(), re.findall(r"<.*?>", "<a><b>"), re.match(r"(a(b(c)))", "abc").groups())
print(re.findall(r"[^\W\d_]+", "abc_12é"), re.findall(r"[\u4e00-\u9fff]+", "x日本y"), re.match(r"\s*", "  x").end(), re.findall(r"\d{2,3}", "1 12 123 1234"), re.findall(r"[a-c-]", "a-d"), re.search(r"\Aab\Z", "ab") is not None, re.findall("é", "caféé"))
for bad in ("(", "[", "*a", "(?P<1a>x)", r"\1", "a{2,1}", "(?P<a>x)(?P<a>y)", "(?<=a*)b", ")", "[z-a]"):
    try:
        re.compile(bad)
        print("ok", bad)
    except re.error as e:
        print("error:", e)
m = re.match(r"(\d+)(\.\d+)?", "42")
print(m.groups(), m.group(2), m.expand(r"<\1>"), m.span(2), bool(m), re.match(r"(\d+)(\.\d+)?", "4.2").groups())
try:
    m.group(5)
except IndexError as e:
    print(e)
tokens = re.compile(r"\s*(?:(?P<num>\d+\.?\d*)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/()=]))")
print([(t.lastgroup, t.group(t.lastgroup)) for t in tokens.finditer("x = 3.14 * (y + 2)")])
print(p.match("k: v", 0) is not None, re.compile("b").search("abcb", 2).start(), re.compile("a").match("ba", 1) is not None, re.compile(r"\d+").fullmatch("12a") is None, re.compile("a").sub("b", "aa"), re.compile(",").split("a,b"), re.purge())
log = """2024-01-15 ERROR [db] connection lost
2024-01-16 INFO [web] started
2024-01-17 ERROR [web] timeout after 30s"""
for mm in re.finditer(r"^(\d{4})-(\d\d)-(\d\d) (ERROR|WARN) \[(\w+)\] (.+)$", log, re.M):
    print(mm.groups())
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseString").lower(), re.sub(r"_(\w)", lambda m: m.group(1).upper(), "snake_case_name"), re.findall(r"\$\{(\w+)\}", "${a} and ${b}"), re.sub(r"\s+", " ", "a  b \n c").strip(), re.match(r"^[\w.+-]+@[\w-]+\.[\w.]+$", "a.b+c@d-e.co.uk") is not None, re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2), "3 and 14"))
