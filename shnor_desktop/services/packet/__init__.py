"""What goes to the municipality at a control date: which papers, under which names, in which letter."""
