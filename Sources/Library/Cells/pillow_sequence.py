"""PIL.ImageSequence: the frames of an image."""


class Iterator:
    """Steps through the frames of an image, which is put to each of them."""

    def __init__(self, im):
        if not hasattr(im, 'seek'):
            raise AttributeError('im must have seek method')
        self.im = im
        self.position = 0

    def __getitem__(self, ix):
        try:
            self.im.seek(ix)
            return self.im
        except EOFError as e:
            raise IndexError('end of sequence') from e

    def __iter__(self):
        return self

    def __next__(self):
        try:
            self.im.seek(self.position)
        except EOFError as e:
            raise StopIteration('end of sequence') from e
        self.position += 1
        return self.im


def all_frames(im, func=None):
    """A copy of each frame, through func where one is given."""
    images = im if isinstance(im, list) else [im]
    frames = []
    for sequence in images:
        here = sequence.tell()
        frames += [frame.copy() for frame in Iterator(sequence)]
        sequence.seek(here)
    return [func(frame) for frame in frames] if func else frames
