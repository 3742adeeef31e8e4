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
from faults.unsynced import Unsynced

SQLITE_FULL = 13
SQLITE_IOERR_WRITE = 10 | (3 << 8)
SQLITE_IOERR_FSYNC = 10 | (4 << 8)
OPEN_MAIN = 0x100
OPEN_WAL = 0x80000

_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)


class _Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        ("iVersion", c_int),
        ("xClose", c_void_p),
        ("xRead", c_void_p),
        ("xWrite", _Write),
        ("xTruncate", _Truncate),
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


def fail_disk(steering: Steering) -> Unsynced:
    """Put the layer under every database file that this process opens from now on.

    Returns what remembers the writes that are not synced; it does so where `steering` says that
    the power will be cut.
    """
    library = sqlite_library()
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    original = library.sqlite3_vfs_find(None)
    layer = _Layer(steering)

    def open_file(_: int, name: int | None, file: int, flags: int, out: int) -> int:
        code: int = original.contents.xOpen(
            ctypes.cast(original, c_void_p).value, name, file, flags, out
        )
        opened = _File.from_address(file)
        if code == 0 and opened.pMethods:
            opened.pMethods = layer.methods(opened.pMethods)
            if name and flags & (OPEN_MAIN | OPEN_WAL):
                layer.opened(file, os.fsdecode(ctypes.string_at(name)))
        return code

    copy = _Vfs()
    ctypes.memmove(ctypes.byref(copy), original, ctypes.sizeof(_Vfs))
    copy.zName = b"failing"
    copy.xOpen = _Open(open_file)
    _kept.extend([copy, layer, library])
    if library.sqlite3_vfs_register(ctypes.byref(copy), 1):
        raise OSError("SQLite does not take the failing disk")
    _fail_python_too(steering)
    return layer.unsynced


class _Layer:
    """Our write, sync and truncate before those of SQLite's files."""

    def __init__(self, steering: Steering) -> None:
        self.unsynced = Unsynced()
        self._steering = steering
        self._paths: dict[int, str] = {}
        self._layered: dict[int, _Methods] = {}

    def opened(self, file: int, path: str) -> None:
        """Learn which path a file's address stands for; addresses are used again."""
        self._paths[file] = path
        if self._steering.cuts_power:
            self.unsynced.opened(path)

    def methods(self, address: int) -> int:
        """Return the address of a file's methods with ours before them."""
        if address not in self._layered:
            self._layered[address] = self._wrap(_Methods.from_address(address))
        return ctypes.addressof(self._layered[address])

    def _wrap(self, sound: _Methods) -> _Methods:
        def write(file: int, data: int, size: int, offset: int) -> int:
            if code := self._refusal(file):
                if code < 0:
                    sound.xWrite(file, data, size // 2, offset)
                return abs(code)
            self._steering.count_write()
            self.unsynced.before_write(self._paths.get(file, ""), offset, size)
            written: int = sound.xWrite(file, data, size, offset)
            return written

        def sync(file: int, flags: int) -> int:
            if self._steering.disk_fails(Disk.BAD_SYNC):
                self._steering.count_failure()
                return SQLITE_IOERR_FSYNC
            code: int = sound.xSync(file, flags)
            self.unsynced.synced(self._paths.get(file, ""))
            return code

        def truncate(file: int, size: int) -> int:
            self.unsynced.synced(self._paths.get(file, ""))
            code: int = sound.xTruncate(file, size)
            return code

        layered = _Methods()
        ctypes.memmove(ctypes.byref(layered), ctypes.byref(sound), ctypes.sizeof(_Methods))
        layered.xWrite = _Write(write)
        layered.xSync = _Sync(sync)
        layered.xTruncate = _Truncate(truncate)
        return layered

    def _refusal(self, file: int) -> int:
        """Return the code that a write fails with, negative after half of it, 0 if it does not."""
        if self._steering.disk_fails(Disk.FULL):
            code = SQLITE_FULL
        elif self._steering.disk_fails(Disk.BAD_WRITE):
            code = SQLITE_IOERR_WRITE
        elif self._steering.disk_fails(Disk.SHORT_WRITE):
            code = -SQLITE_FULL
        else:
            return 0
        self._steering.count_failure()
        return code


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
