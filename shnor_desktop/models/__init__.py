"""What a school file holds, and the file itself. Knows SQLAlchemy and the standard library, nothing above."""
