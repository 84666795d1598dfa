# string.Formatter, string.Template, difflib, shlex, getopt, graphlib, colorsys, codecs, hmac.
import codecs, colorsys, difflib, getopt, graphlib, hmac, shlex, string
t = string.Template("$who likes ${what}$$ $x")
print(t.safe_substitute(who="tim", what="kung pao"), t.get_identifiers(), t.is_valid(), string.Template("a $").is_valid())
for bad in ("$", "a\n $1"):
    try:
        string.Template(bad).substitute()
    except ValueError as e:
        print(e)
class T(string.Template):
    delimiter = "%"
print(T("%a $b %%").substitute(a=1))
class F(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]
    def format_field(self, value, spec):
        return value.upper() if spec == "up" else super().format_field(value, spec)
print(F().format("{0} {name:up} {missing} {1!r:>6} {2[k].real}", 1, "b", {"k": 5}, name="n"), list(string.Formatter().parse("a{b!r:c{d}}e{{")))
a, b = "one\ntwo\nthree\n".splitlines(True), "ore\ntree\nemu\n".splitlines(True)
print("".join(difflib.ndiff(a, b)), end="")
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt")), end="")
print("".join(difflib.context_diff(a, b, "a", "b")), end="")
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.SequenceMatcher(None, "abxcd", "abcd").get_opcodes(), round(difflib.SequenceMatcher(None, "private", "volatile").ratio(), 4))
print("".join(difflib.restore(difflib.ndiff(a, b), 2)), end="")
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g"), shlex.quote("it's"), shlex.join(["a", "b c"]))
print(getopt.getopt(["-a", "-bval", "--long=x", "--flag", "rest", "-z"], "ab:", ["long=", "flag"]), getopt.gnu_getopt(["r", "-a", "s"], "a"))
try:
    getopt.getopt(["-q"], "a")
except getopt.GetoptError as e:
    print(e, e.opt)
print(list(graphlib.TopologicalSorter({"D": {"B", "C"}, "B": {"A"}, "C": {"A"}}).static_order())[0], tuple(graphlib.TopologicalSorter({3: [2], 2: [1]}).static_order()))
try:
    graphlib.TopologicalSorter({1: [2], 2: [1]}).prepare()
except graphlib.CycleError as e:
    print(e.args[0], len(e.args[1]))
print(colorsys.rgb_to_hsv(0.2, 0.4, 0.6), colorsys.hsv_to_rgb(0.5, 0.5, 0.5), [round(x, 6) for x in colorsys.rgb_to_hls(0.2, 0.4, 0.6)])
print(codecs.encode("Hello", "rot13"), codecs.decode(b"616263", "hex"), codecs.lookup("utf-8").name)
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.compare_digest(b"a", b"a"))
