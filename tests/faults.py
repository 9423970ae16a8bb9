"""Makes the operating system fail on purpose: from a moment on, chosen calls of this thread give an error.

By seccomp, which needs neither root nor a compiler (Linux, x86-64 and 64-bit ARM). A call is told by its number; where
`above_fd` is given, only calls whose first argument is a larger file descriptor fail, so that stdout still works.
"""

import ctypes
import errno
import platform
import sys

_NUMBERS = {
    "x86_64": {
        "write": 1,
        "pwrite64": 18,
        "fsync": 74,
        "fdatasync": 75,
        "ftruncate": 77,
        "fallocate": 285,
        "pwritev": 296,
    },
    "aarch64": {
        "write": 64,
        "pwrite64": 68,
        "fsync": 82,
        "fdatasync": 83,
        "ftruncate": 46,
        "fallocate": 47,
        "pwritev": 70,
    },
}
SUPPORTED = sys.platform == "linux" and platform.machine() in _NUMBERS
_LOAD, _EQUAL, _GREATER, _RETURN = 0x20, 0x15, 0x25, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000


class _Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint)]


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction))]


def disk_full() -> None:
    """No byte more can be written to any file."""
    _fail(("write", "pwrite64", "ftruncate", "fallocate"), errno.ENOSPC, above_fd=2)


def sync_fails() -> None:
    """Flushing to the disk fails."""
    _fail(("fsync", "fdatasync"), errno.EIO)


def server_disk_full() -> None:
    """A PostgreSQL server under it starts, and can add nothing to its write-ahead log or its tables."""
    _fail(("pwrite64", "pwritev"), errno.ENOSPC)


def server_sync_fails() -> None:
    """A PostgreSQL server under it starts, and cannot flush its write-ahead log."""
    _fail(("fdatasync",), errno.EIO)


def _fail(calls: tuple[str, ...], error: int, above_fd: int = -1) -> None:
    numbers = [_NUMBERS[platform.machine()][call] for call in calls]
    code: list[tuple[int, int, int, int]] = [(_LOAD, 0, 0, 0)]  # the number of the call
    for place, number in enumerate(numbers):
        code.append((_EQUAL, len(numbers) - place, 0, number))  # to the check of the descriptor
    code.append((_RETURN, 0, 0, _ALLOW))
    code.append((_LOAD, 0, 0, 16))  # the low half of the first argument
    code.append((_GREATER, 0, 1, above_fd) if above_fd >= 0 else (_GREATER, 0, 0, 0))
    code.append((_RETURN, 0, 0, _ERROR | error))
    code.append((_RETURN, 0, 0, _ALLOW))
    program = (_Instruction * len(code))(*code)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    if libc.prctl(22, 2, ctypes.byref(_Program(len(code), program)), 0, 0):  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "seccomp is not to be had here")
