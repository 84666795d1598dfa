# json.
import json
data = {"name": "Zoë", "n": 1, "f": 1.5, "t": True, "none": None, "list": [1, [2, {"k": "v"}], []], "d": {}, "e": 1e100, "esc": "a\"b\\c\n\t\u2028/"}
s = json.dumps(data)
print(s, json.loads(s) == data)
print(json.dumps(data, indent=2))
print(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
print(json.dumps([1, "a"], indent=4), json.dumps([]), json.dumps({}), json.dumps("x"), json.dumps(None), json.dumps(5), json.dumps(True), json.dumps({"a": []}, indent=1), json.dumps((1, 2)), json.dumps({1: "a", None: 2, True: 3, 1.5: 4}))
print(json.loads(" [1, 2.0, -3, 1e5, true, false, null, \"x\\u00e9\\n\", {}] "), json.loads('"\\ud83d\\ude00"'), json.loads("123456789012345678901234567890"), json.loads("-0"), json.loads("1E2"))
print(json.dumps(float("inf")), json.dumps(float("nan")), json.loads("NaN") != json.loads("NaN"), json.loads("-Infinity"), json.dumps(0.1), json.dumps(1e-7), json.dumps(10 ** 20), json.dumps("\x00\x1f\x7f"), json.dumps("😀"))
for bad in ("", "{", "[1,]", "{'a': 1}", '{"a" 1}', "nope", '"abc', "[1 2]", '{"a": 1,}', "1 2", '"\\x"', "[", '{"a":', "01", '"\t"'):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
for bad in ({1, 2}, object, {(1, 2): 3}, b"x"):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(e)
print(json.dumps({1, 2}, default=sorted), json.dumps({"a": {3}}, default=lambda o: list(o)), json.dumps({(1,): 2, "b": 1}, skipkeys=True))


class P:
    def __init__(self, x):
        self.x = x


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, P):
            return {"P": o.x}
        return super().default(o)


print(json.dumps([P(1)], cls=Enc), json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d.items())), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda v: v + "!"), json.loads('{"a":1,"a":2}', object_pairs_hook=lambda p: p))
import io
f = io.StringIO()
json.dump({"k": [1]}, f, indent=1)
f.seek(0)
print(json.load(f), f.getvalue())
print(json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True, indent=2), json.dumps([[1, 2], [3]], indent="--"), json.dumps({"a": 1}, separators=(", ", " = ")))
print(json.loads('{"x": [{"y": [[]]}]}')["x"][0], json.loads(b'[1]'), json.dumps("é"), json.dumps("é", ensure_ascii=False), json.dumps({"k": (1, None)}))
