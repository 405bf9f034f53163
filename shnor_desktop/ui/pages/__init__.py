"""The pages of the window, one for each place of the outline."""
