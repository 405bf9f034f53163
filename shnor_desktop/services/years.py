"""The years a programme can have: outside of them a figure is a slip of the hand.

Apart from the reading of deadlines, so that whoever asks for the years alone does not import all of that.
"""

FIRST_YEAR, LAST_YEAR = 1990, 2100
