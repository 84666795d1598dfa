# Noise and masks of a page as the notebook's first version makes them: the whole noise field blurred by OpenCV, one-hot masks by
# indexing a unit matrix. CPython only (see loader.py).
import cv2


def make_noisy_sample(page):
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width]
    light = sum([np.sin(2 * np.pi * (x / width * f + p)) + np.sin(2 * np.pi * (y / height * g + q)) for f, g, p, q in np.random.rand(3, 4)])
    light = 0.5 + 0.5 * (light - light.min()) / (light.max() - light.min())
    noise = cv2.GaussianBlur(0.95 * light, (11, 11), 0) + np.random.normal(0, 0.05, (height, width))
    return np.clip(255 - page * (0.5 + 0.5 * noise), 0, 255)


class MultitaskPretrainingDataset(Dataset):
    def __init__(self, source, view_size, max_samples, unknown_fraction=0.1):
        self.view_size, self.max_samples = view_size, max_samples
        orig = np.array(ImageOps.grayscale(Image.open(f'{FOLDER}/images/{source}')))
        mask = np.array(Image.open(f'{FOLDER}/masks/{source}'))
        self.view = render.AgentView(make_noisy_sample(orig).astype(np.uint8), view_size, bias=np.random.randint(100))
        self.segmentation = render.AgentView((np.eye(4)[mask][:, :, 1:] > 0) * 255, view_size)
        self.value = render.AgentView(255 - orig, view_size)
        self.transform = NormalizeView()

    def __len__(self):
        return self.max_samples

    def __getitem__(self, idx):
        std = 0
        while std < 10:
            center = (np.array(self.view.space.center) * (0.25 + np.random.rand() * 1.5)).astype(int)
            rotation = np.random.choice([0, 90, 180, 270]) if np.random.rand() < 0.2 else np.random.randint(0, 360)
            zoom = np.random.rand() * 4.0 - 3.5
            view = self.view.render(center, rotation, zoom)
            std = np.std(view)
        maps = np.zeros((self.view_size, self.view_size, 4))
        maps[:, :, 1:] = (self.segmentation.render(center, rotation, zoom) / 255. > 0.25).astype(int)
        value = torch.Tensor(self.value.render(center, rotation, zoom) / 255. >= 0.25).squeeze().long()
        d = rotation % 90
        return self.transform(view), (torch.Tensor(np.argmax(maps, axis=2)).long(), value, int(min(d, 90 - d) <= 0) + 1, int(rotation))
