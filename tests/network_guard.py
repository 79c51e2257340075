"""Takes the internet away from this process: whoever reaches for it is killed by the kernel.

A seccomp filter (https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html)
looks at every system call, so Qt's sockets and those of C libraries are seen as well as
Python's. It needs no rights, holds for every thread and child, and cannot be taken off again.
"""

from __future__ import annotations

import ctypes
import platform
import socket
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
"""BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_JMP|JGE|K, BPF_RET|K."""
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
"""Where these stand in `struct seccomp_data`; of the argument, the lower half."""

_KINDS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""AUDIT_ARCH of a machine, and the number of its system call `socket`."""
_IO_URING_SETUP = 425
"""The other way to a socket; the number is the same everywhere."""
_OTHER_TABLE = 0x40000000
"""From here on, x86-64 counts the calls of its 32-bit variant."""

FORBIDDEN = (socket.AF_INET, socket.AF_INET6, socket.AF_PACKET, socket.AF_NETLINK)
"""The internet, and what asks the system for its addresses before going there."""
_NAMES = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
        "urllib.Request",
    }
)


def take_the_internet_away():
    """Forbid the internet to this process, from now on and for good."""
    sys.addaudithook(_resolve_nothing)
    _install(_filter(*_KINDS[platform.machine()]))


def _resolve_nothing(event, arguments):
    """Refuse in Python itself what might find an answer without any socket (/etc/hosts)."""
    if event in _NAMES:
        raise PermissionError(event)


def _filter(architecture, socket_call):
    """Return the program that the kernel runs before every system call."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 0, 1, _OTHER_TABLE),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_EQUAL, 0, 1, _IO_URING_SETUP),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_EQUAL, 1, 0, socket_call),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        *(
            step
            for family in FORBIDDEN
            for step in ((_EQUAL, 0, 1, family), (_RETURN, 0, 0, _KILL_PROCESS))
        ),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return [struct.pack("HBBI", *step) for step in steps]


def _install(steps):
    content = ctypes.create_string_buffer(b"".join(steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(content))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in (
        (_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(program), 0, 0),
    ):
        if libc.prctl(*call):
            raise OSError(ctypes.get_errno(), "the kernel takes no filter")
