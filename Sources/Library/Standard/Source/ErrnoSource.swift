// This file holds the module `errno`, written in the cell language.

let errnoSource = #"""
EPERM, ENOENT, ESRCH, EINTR, EIO, ENXIO, E2BIG, ENOEXEC, EBADF, ECHILD, EAGAIN, ENOMEM, EACCES, EFAULT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
EBUSY, EEXIST, EXDEV, ENODEV, ENOTDIR, EISDIR, EINVAL, ENFILE, EMFILE, ENOTTY, EFBIG, ENOSPC, ESPIPE, EROFS, EMLINK, EPIPE, EDOM, ERANGE = (
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32, 33, 34)
EWOULDBLOCK, ENOTEMPTY, ELOOP, ETIMEDOUT, ECONNREFUSED = 11, 39, 40, 110, 111
errorcode = {v: k for k, v in list(globals().items()) if k.startswith('E') and isinstance(v, int)}
"""#
