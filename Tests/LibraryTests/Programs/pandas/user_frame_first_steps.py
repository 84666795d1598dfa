import numpy as np, pandas as pd
np.random.seed(1); dates = pd.date_range("20130101", periods=6); df = pd.DataFrame(np.random.randn(6, 4), index=dates, columns=list("ABCD"))
print(df["A"]); print(df[0:3]); print(df["20130102":"20130104"]); print(df.loc[dates[0]]); print(df.loc[:, ["A", "B"]]); print(df.loc["20130102":"20130104", ["A", "B"]]); print(df.at[dates[0], "A"]); print(df.iloc[3]); print(df.iloc[3:5, 0:2]); print(df.iat[1, 1]); print(df[df["A"] > 0]); print(df[df > 0])
df2 = df.copy(); df2["E"] = ["one", "one", "two", "three", "four", "three"]; print(df2[df2["E"].isin(["two", "four"])])
s1 = pd.Series([1, 2, 3, 4, 5, 6], index=pd.date_range("20130102", periods=6)); df["F"] = s1; df.at[dates[0], "A"] = 0; df.iat[0, 1] = 0; df.loc[:, "D"] = np.array([5] * len(df)); print(df)
df1 = df.reindex(index=dates[0:4], columns=list(df.columns) + ["E"]); df1.loc[dates[0]:dates[1], "E"] = 1; print(df1.dropna(how="any")); print(df1.fillna(value=5)); print(pd.isna(df1)); print(df.mean()); print(df.mean(axis=1))
