"""The window: pages, item models, dialogs and paper on screen."""
