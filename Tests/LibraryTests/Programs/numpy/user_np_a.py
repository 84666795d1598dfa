import numpy as np
prices = np.array([10.5, 20.25, 30.0, 8.75]); qty = np.array([2, 1, 5, 10])
total = prices * qty
print("Totals:", total)
print("Grand total:", total.sum())
print(f"Mean price: {prices.mean():.2f}")
print("Expensive:", prices[prices > 15])
print("Sorted:", np.sort(prices)[::-1])
idx = np.argmax(total); print("Best item:", idx, total[idx])
discount = np.where(prices > 15, prices * .9, prices); print(discount)
