"""The program opens no internet socket and resolves no name: the guard, and the first window.

The whole working day under this guard is in `test_confidentiality`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KILLED = -signal.SIGSYS
OFFLINE = "from tests.network_guard import take_the_internet_away as off; off()\n"

OFFENDERS = {
    "python": "import socket; socket.socket(socket.AF_INET)",
    "python-6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "c": "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
    "c-name": "import ctypes; ctypes.CDLL(None).gethostbyname(b'www.example.org')",
    "addresses": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "thread": (
        "import socket, threading\n"
        "threading.Thread(target=socket.socket, args=(socket.AF_INET,)).start()"
    ),
    "child": (
        "import subprocess, sys\n"
        "code = subprocess.call([sys.executable, '-c', 'import socket; socket.socket(2)'])\n"
        "import os, signal; os.kill(os.getpid(), -code)"
    ),
    "qt": (
        "from PySide6.QtCore import QCoreApplication\n"
        "from PySide6.QtNetwork import QTcpSocket\n"
        "app = QCoreApplication([]); s = QTcpSocket(); s.connectToHost('127.0.0.1', 9)\n"
        "s.waitForConnected(1000)"
    ),
}


def run(*arguments, home):
    """Run Python in the project, away from whoever runs the tests; return what became of it."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PORTFOLIO_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", OFFENDERS)
def test_the_guard_catches_an_offender(name, home):
    done = run("-c", OFFLINE + OFFENDERS[name], home=home)
    assert done.returncode == KILLED, done.stderr


def test_the_guard_resolves_not_even_this_computers_name(home):
    done = run("-c", f"{OFFLINE}import socket; socket.getaddrinfo('localhost', 80)", home=home)
    assert "PermissionError: socket.getaddrinfo" in done.stderr


def test_the_guard_leaves_the_desktops_own_sockets(home):
    done = run("-c", f"{OFFLINE}import socket; socket.socketpair(); print('open')", home=home)
    assert (done.returncode, done.stdout) == (0, "open\n"), done.stderr


def test_the_window_opens_without_an_internet(home):
    started = "from portfolio_app.app import open_window; raise SystemExit(open_window())"
    os_environment = f"import os; os.environ['PORTFOLIO_QUIT_WHEN_SHOWN'] = '1'\n{started}"
    done = run("-c", OFFLINE + os_environment, home=home)
    assert done.returncode == 0, done.stderr
