"""Where the frozen program begins: the same command line as `shnor-desktop`."""

from __future__ import annotations

import sys

from shnor_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
