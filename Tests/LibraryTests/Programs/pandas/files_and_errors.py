import pandas as pd, numpy as np, io
df = pd.read_csv(io.StringIO("id;name;score;when\n1;Ann;3,5;2024-01-01\n2;;4,0;2024-02-15\n3;Cy;NA;2024-03-31\n"), sep=";", decimal=",", parse_dates=["when"]); print(df, df.dtypes); print(df.to_csv(sep="|", index=False, na_rep="-")); df["when"] = df["when"] + pd.Timedelta(days=1); print(df.when.dt.month_name(), (df.when.max() - df.when.min()).days, df.when.dt.to_period("M") if False else "", df.set_index("when").score.resample("MS").mean())
print(pd.read_csv(io.StringIO("a,b\n1,2\n3,4"), usecols=["b"], dtype={"b": float}), pd.read_csv(io.StringIO("1,2\n3,4"), header=None, names=["p", "q"]), pd.read_csv(io.StringIO("x y\n1 2"), sep=r"\s+"), pd.read_csv(io.StringIO("#c\na\n1"), comment="#"), pd.read_csv(io.StringIO("a\n1\n2\n3"), skiprows=[1], nrows=1), pd.read_json(io.StringIO('[{"a":1,"b":"x"},{"a":2,"b":"y"}]')), df.to_json(orient="records", date_format="iso"))
try:
    df["nope"]
except KeyError as e: print("KeyError", e)
try:
    df.loc[99]
except KeyError as e: print("KeyError", e)
try:
    pd.DataFrame({"a": [1, 2], "b": [1]})
except ValueError as e: print(e)
try:
    df.iloc[10]
except IndexError as e: print(e)
try:
    pd.read_csv("no.csv")
except FileNotFoundError as e: print(e)
try:
    pd.to_datetime("x")
except ValueError as e: print(str(e)[:60])
try:
    df.merge(df, on="zz")
except KeyError as e: print("KeyError", e)
try:
    df.astype({"name": int})
except Exception as e: print(type(e).__name__, str(e)[:60])
wide = pd.DataFrame(np.arange(60).reshape(3, 20)); print(wide); print(pd.DataFrame({"a": range(100)})); print(pd.Series(range(70)).head(61).shape, pd.DataFrame(), pd.Series(dtype=float), pd.DataFrame({"x": [1.123456789, 1000000.0]}), pd.DataFrame({"x": [0.00001, 1]}), pd.Series([1e10, 1]), pd.Series(["a" * 60]), pd.DataFrame({"s": ["b" * 70]}))
pd.set_option("display.precision", 2); print(pd.DataFrame({"v": [3.14159]})); pd.reset_option("display.precision"); print(pd.DataFrame({"a": [True, False], "t": pd.to_datetime(["2024-01-01", None]), "d": pd.to_timedelta([1, 2], unit="h")}))
