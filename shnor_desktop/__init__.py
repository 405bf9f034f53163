"""«Программа школы»: a school's programme of improvement, kept once and printed in every required form."""

__version__ = "0.1.0"
