"""What a school file holds, and the file itself. Knows the standard library, nothing above."""
