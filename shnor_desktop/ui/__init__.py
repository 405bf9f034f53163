"""The window: pages, item models, dialogs and paper on screen."""

from __future__ import annotations

from .import_hook import take_off

take_off()  # before the first of many imports
