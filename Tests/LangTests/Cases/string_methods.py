# Every common method of str.
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold())
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.rindex("l"), s.count("l"), s.count("", 0, 3))
print(s.startswith("Hell"), s.startswith(("x", "H")), s.endswith("ld"), s.endswith("World", 7), s.startswith("World", 7))
print(s.replace("l", "L"), s.replace("l", "L", 2), s.replace("", "-"), "aaa".replace("aa", "b"))
print("a,b,,c".split(","), "a b  c ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "  x  y ".split(" "))
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "a\x0bb\x1cc\u2028d".splitlines())
print("-".join(["a", "b", "c"]), "".join([]), ",".join("xyz"), " ".join(str(i) for i in range(4)))
print("  pad ".strip(), "xxhixx".strip("x"), "  pad ".lstrip() + "|", "  pad ".rstrip() + "|", "abcba".strip("ab"))
print("k=v=w".partition("="), "k=v=w".rpartition("="), "none".partition("="), "none".rpartition("="))
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5, "."), "42".zfill(5), "-42".zfill(5), "+1".zfill(4))
print("abc".isalpha(), "ab1".isalnum(), "123".isdigit(), "12a".isnumeric(), "½".isnumeric(), "²".isdigit(), "²".isdecimal(), " \t".isspace(), "Ab".istitle(), "AB".isupper(), "ab".islower(), "".isalpha(), "a b".isidentifier(), "_x1".isidentifier(), "\n".isprintable())
print("a\tb\tc".expandtabs(4), "01\t012\t0123".expandtabs())
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "body".removesuffix("x"))
print("abc".translate(str.maketrans("ab", "xy")), "hello".translate(str.maketrans({"l": None, "o": "0"})), "abc".translate({97: "A", 98: None}))
print("abc" < "abd", "a" < "B", "Z" < "a", "abc" == "abc", "ab" in "cabd", "" in "x", "x" not in "abc")
print("ab" * 3, 3 * "-", "ab" + "cd", "x" * 0, "x" * -1)
print(s[0], s[-1], s[2:5], s[:5], s[7:], s[::-1], s[::3], s[10:2:-2], s[100:], s[-5:-1])
print(len("héllo"), "héllo".encode(), "héllo".encode("latin-1"), b"h\xc3\xa9".decode(), "日本".encode("utf-8"), len("日本語"))
print(ord("a"), chr(8364), ord("€"), chr(128512), ascii("é€😀"), repr("é\n\t'\""), repr('it\'s'), repr("a\\b"), repr("\x00\x7f\xa0\u200b"))
print("%s and %r" % ("x", "x"), "{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x}".format(x=5))
print(sorted("banana"), list("abc"), tuple("ab"), set("aab") == {"a", "b"}, max("hello"), min("hello"), "".join(reversed("abc")))
print("ß".upper(), "ŉ".upper(), "İ".lower() == "i̇", "Ǆ".title(), "ΑΣ".lower(), "ﬁ".upper(), "straße".casefold() == "strasse".casefold())
print("They're Bill's".title(), "hello world-foo bar_baz 3rd".title(), "x1y".title())
for f in (lambda: "abc".index("z"), lambda: "abc"[5], lambda: "a" + 1, lambda: "a" * "b", lambda: "a" - "b", lambda: ",".join([1]), lambda: "abc".split(""), lambda: "x".center(5, "ab"), lambda: "a" < 1, lambda: 1 in "abc"):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
print("abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "a".__add__("b"), "x".__mul__(3), "%d".__mod__(5))
print("a-b_c d".replace("-", " ").replace("_", " ").split(), "CamelCaseWord".swapcase(), "tEST".capitalize())
text = """multi
line"""
print(text, len(text), text.count("\n"), "con" "cat" 'enated', r"raw\n", "esc\\aped\x41\u0042\U00000043\103\N{LATIN SMALL LETTER E WITH ACUTE}")
