"""What Qt and PyInstaller need of the system beside Python: found, installed, or named in a line.

Only the standard library is used: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Requirement:
    """A thing the system lacks or has, and the package that brings it on Debian and Fedora."""

    name: str
    apt: str
    dnf: str


# What the wheel's QtCore, QtGui, QtWidgets, QtDBus, QtNetwork and its offscreen platform link to.
QT_LIBRARIES = (
    Requirement("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Requirement("libGL.so.1", "libgl1", "libglvnd-glx"),
    Requirement("libX11.so.6", "libx11-6", "libX11"),
    Requirement("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Requirement("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Requirement("libfreetype.so.6", "libfreetype6", "freetype"),
    Requirement("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Requirement("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Requirement("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Requirement("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
    Requirement("libbrotlidec.so.1", "libbrotli1", "libbrotli"),
    Requirement("libzstd.so.1", "libzstd1", "libzstd"),
    Requirement("libz.so.1", "zlib1g", "zlib"),
)

# What its xcb platform needs on top, to show windows under X.
DISPLAY_LIBRARIES = (
    Requirement("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Requirement("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Requirement("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Requirement("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Requirement("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Requirement("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Requirement("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Requirement("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Requirement("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Requirement("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Requirement("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Requirement("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Requirement("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
)

EMOJI_FONT = Requirement(
    "a colour emoji font", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts"
)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

OBJDUMP = Requirement("objdump", "binutils", "binutils")


class Missing(Exception):
    """The system lacks something that cannot be installed from here; says what, in one line."""


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_emoji_font() -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(next(folder.rglob("*[Ee]moji*.[to]t[fc]"), None) for folder in folders)


def missing_for_qt() -> list[Requirement]:
    """Return what the desktop cannot start without, even with no display."""
    return [library for library in QT_LIBRARIES if not has_library(library.name)]


def missing_for_display() -> list[Requirement]:
    """Return what is needed to show windows and emoji; all the rest works without it."""
    missing = [library for library in DISPLAY_LIBRARIES if not has_library(library.name)]
    return missing if has_emoji_font() else [*missing, EMOJI_FONT]


def missing_for_bundles() -> list[Requirement]:
    """Return what PyInstaller lacks to build with this Python."""
    missing = [] if shutil.which("objdump") else [OBJDUMP]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    library = f"libpython{version}.so.1.0"
    beside_python = Path(sysconfig.get_config_var("LIBDIR") or "/") / library
    if not (beside_python.exists() or has_library(library)):
        missing.append(Requirement(library, f"libpython{version}", "python3-libs"))
    return missing


def venv_package() -> list[Requirement]:
    """Return what Debian splits off from Python: without it `python -m venv` makes no pip."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        return [Requirement("Python's venv and ensurepip", package, "python3")]
    return []


def require(missing: list[Requirement]) -> None:
    """Install what is missing where that needs no question; raises `Missing` where it does."""
    if not missing:
        return
    if can_install():
        install(sorted({requirement.apt for requirement in missing}))
        return
    raise Missing(advice(missing))


def can_install() -> bool:
    """Return whether packages can be installed without asking: root, on a system with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install Debian packages; raises `Missing` with apt's last words when that fails."""
    print("Installing", *packages, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stdout.strip().splitlines() or ["no output"])[-1]
            raise Missing(f"apt-get {arguments[0]} failed ({last}); install {' '.join(packages)}")


def advice(missing: list[Requirement]) -> str:
    """Return the one line that says what to install."""
    names = ", ".join(requirement.name for requirement in missing)
    if shutil.which("apt-get"):
        command = "sudo apt-get install " + " ".join(sorted({item.apt for item in missing}))
    elif shutil.which("dnf"):
        command = "sudo dnf install " + " ".join(sorted({item.dnf for item in missing}))
    else:
        return f"Missing on this system: {names}. Install them with its package manager."
    return f"Missing on this system: {names}. Install them with: {command}"


def check(for_bundles: bool = False) -> None:
    """Make sure that the programs can start here; raises `Missing` with one line otherwise.

    What only a display needs is named, but stands in nobody's way.
    """
    if not sys.platform.startswith("linux"):
        return
    required = missing_for_qt() + (missing_for_bundles() if for_bundles else [])
    wanted = missing_for_display()
    try:
        require(required + wanted)
    except Missing as missing:
        if required:
            raise
        print(f"{missing} (needed only to show windows and emoji)", file=sys.stderr)


def main() -> int:
    try:
        check(for_bundles="--bundles" in sys.argv[1:])
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
