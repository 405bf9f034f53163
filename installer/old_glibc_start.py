"""Where the program for an old glibc begins: freeze-core's executable imports this module by its name and calls it.

That executable starts Python without the handlers of signals that an ordinary start sets: without them, writing to a
child process that has died would end the program.
"""

from __future__ import annotations

import sys


def run(_name: str) -> None:
    """Become the program."""
    sys.path.append(f"{sys.prefix}/lib/python/modules")
    import signal

    for name in ("SIGPIPE", "SIGXFSZ"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.frozen = True  # type: ignore[attr-defined]  # as PyInstaller's loader says it
    from shnor_desktop.cli import main

    sys.exit(main())
