"""torch.accelerator: there is none here."""


def is_available():
    return False


def current_accelerator(check_available=False):
    return None


def device_count():
    return 0


def synchronize(device=None):
    raise RuntimeError('Cannot access accelerator device when none is available.')
