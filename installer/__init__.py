"""What turns the source into files a person double-clicks."""
