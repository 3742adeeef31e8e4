"""A disk that fails when it is told to: a layer under SQLite's own file system calls, by ctypes.

The default VFS is replaced by a copy whose files go through our `xWrite` and `xSync`; all else,
locks and shared memory included, stays SQLite's. So the server's real SQLite meets a full disk or
an I/O error at the write, or the fsync, that the rig chose.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

from faults.steering import Disk, Steering

SQLITE_FULL = 13
SQLITE_IOERR_WRITE = 10 | (3 << 8)
SQLITE_IOERR_FSYNC = 10 | (4 << 8)

_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)


class _Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        ("iVersion", c_int),
        ("xClose", c_void_p),
        ("xRead", c_void_p),
        ("xWrite", _Write),
        ("xTruncate", c_void_p),
        ("xSync", _Sync),
        ("others", c_void_p * 13),
    ]


class _File(Structure):
    """`sqlite3_file`: what follows the methods is the original VFS's."""

    _fields_ = [("pMethods", c_void_p)]


class _Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", _Open),
        ("others", c_void_p * 15),
    ]


_kept: list[object] = []
"""What SQLite points to for as long as the process lives."""


def sqlite_library() -> ctypes.CDLL:
    """Return the SQLite that Python's `sqlite3` uses; raises OSError where it hides its symbols."""
    import _sqlite3

    mapped = Path("/proc/self/maps").read_text(encoding="utf-8").split()
    paths = [name for name in dict.fromkeys(mapped) if "/libsqlite3." in name]
    for path in [*paths, _sqlite3.__file__]:
        library = ctypes.CDLL(path)
        if hasattr(library, "sqlite3_vfs_find"):
            return library
    raise OSError("the functions of Python's SQLite cannot be reached")


def fail_disk(steering: Steering) -> None:
    """Put the layer under every database file that this process opens from now on."""
    library = sqlite_library()
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    original = library.sqlite3_vfs_find(None)
    layered: dict[int, _Methods] = {}

    def open_file(_: int, name: int, file: int, flags: int, out: int) -> int:
        code: int = original.contents.xOpen(
            ctypes.cast(original, c_void_p).value, name, file, flags, out
        )
        opened = _File.from_address(file)
        address = opened.pMethods
        if code == 0 and address:
            if address not in layered:
                layered[address] = _layer(_Methods.from_address(address), steering)
            opened.pMethods = ctypes.addressof(layered[address])
        return code

    copy = _Vfs()
    ctypes.memmove(ctypes.byref(copy), original, ctypes.sizeof(_Vfs))
    copy.zName = b"failing"
    copy.xOpen = _Open(open_file)
    _kept.extend([copy, layered, library])
    if library.sqlite3_vfs_register(ctypes.byref(copy), 1):
        raise OSError("SQLite does not take the failing disk")
    _fail_python_too(steering)


def _layer(sound: _Methods, steering: Steering) -> _Methods:
    """Return the methods of a file with ours before two of them."""

    def write(file: int, data: int, size: int, offset: int) -> int:
        if steering.disk_fails(Disk.FULL):
            steering.count_failure()
            return SQLITE_FULL
        if steering.disk_fails(Disk.BAD_WRITE):
            steering.count_failure()
            return SQLITE_IOERR_WRITE
        if steering.disk_fails(Disk.SHORT_WRITE):
            steering.count_failure()
            sound.xWrite(file, data, size // 2, offset)
            return SQLITE_FULL
        steering.count_write()
        code: int = sound.xWrite(file, data, size, offset)
        return code

    def sync(file: int, flags: int) -> int:
        if steering.disk_fails(Disk.BAD_SYNC):
            steering.count_failure()
            return SQLITE_IOERR_FSYNC
        code: int = sound.xSync(file, flags)
        return code

    layered = _Methods()
    ctypes.memmove(ctypes.byref(layered), ctypes.byref(sound), ctypes.sizeof(_Methods))
    layered.xWrite = _Write(write)
    layered.xSync = _Sync(sync)
    return layered


def _fail_python_too(steering: Steering) -> None:
    """Let the files that the server itself syncs meet the same disk."""
    sound: Callable[[Any], None] = os.fsync

    def fsync(fd: Any) -> None:
        if steering.disk_fails(Disk.FULL, Disk.SHORT_WRITE):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if steering.disk_fails(Disk.BAD_SYNC, Disk.BAD_WRITE):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sound(fd)

    os.fsync = fsync
