import numpy as np
img = (np.arange(48).reshape(4, 4, 3) * 5).astype(np.uint8)
gray = img @ [0.299, 0.587, 0.114]
print(gray.round(2), gray.dtype)
print(img[::-1, :, 0], img[..., ::-1][0, 0], 255 - img[0])
print((img > 100).sum(axis=(0, 1)), img.mean(axis=(0, 1)), np.clip(img.astype(int) + 100, 0, 255).astype(np.uint8)[0])
print(np.pad(img[:, :, 0], 1), img.transpose(2, 0, 1).shape, img.reshape(-1, 3).max(axis=0))
hist, edges = np.histogram(img, bins=4, range=(0, 256))
print(hist, edges, np.unique(img // 64), img.dtype, img.nbytes)
k = np.ones((3, 3)) / 9
out = np.zeros((2, 2))
for i in range(2):
    for j in range(2):
        out[i, j] = (gray[i:i + 3, j:j + 3] * k).sum()
print(out.round(3))
