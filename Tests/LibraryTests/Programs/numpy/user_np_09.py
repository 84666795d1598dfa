import numpy as np
img = np.arange(16, dtype=np.uint8).reshape(4, 4) * 16
print(img)
print(img[1:3, 1:3].mean())
print(img.astype(float) / 255)
print(255 - img)
print(np.rot90(img)[0], np.flipud(img)[0])
