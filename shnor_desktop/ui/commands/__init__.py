"""What the window does when asked: files, editing, papers. Imported after the window stands on the screen."""
