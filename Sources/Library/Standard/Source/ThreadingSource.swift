// This file holds the module `threading`, written in the cell language.

let threadingSource = #"""
# Cells run on one thread: a Thread's work is done at once, when it is started. Locks are always free.
import time as _time

class Thread:
    _count = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._count += 1
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = name or f'Thread-{Thread._count}' + (f' ({target.__name__})' if target is not None and hasattr(target, '__name__') else '')
        self.daemon = bool(daemon)
        self._started = False
        self.ident = None

    def start(self):
        global _current
        if self._started:
            raise RuntimeError('threads can only be started once')
        self._started = True
        self.ident = id(self)
        before, _current = _current, self
        try:
            self.run()
        finally:
            _current = before

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError('cannot join thread before it is started')

    def is_alive(self):
        return False

class _Main(Thread):
    def __init__(self):
        super().__init__(name='MainThread')
        self._started = True

    def is_alive(self):
        return True

_current = _Main()
_main = _current

def current_thread():
    return _current

def main_thread():
    return _main

def active_count():
    return 1

def enumerate():
    return [_main]

def get_ident():
    return id(_current)

class Lock:
    def __init__(self):
        self._held = False

    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            if not blocking or timeout >= 0:
                return False
            raise RuntimeError('cells have one thread: this lock would never be released')
        self._held = True
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *details):
        self.release()

class RLock:
    def __init__(self):
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        self._depth += 1
        return True

    def release(self):
        if not self._depth:
            raise RuntimeError('cannot release un-acquired lock')
        self._depth -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

class Semaphore:
    def __init__(self, value=1):
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value == 0:
            if blocking and timeout is None:
                raise RuntimeError('cells have one thread: this semaphore would never be released')
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

BoundedSemaphore = Semaphore

class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag:
            if timeout is None:
                raise RuntimeError('cells have one thread: nobody would set this event')
            _time.sleep(timeout)
        return self._flag

class local:
    pass
"""#
