"""Results of ВПР, ОГЭ and ЕГЭ: workbooks in, counted figures kept, statistics and tables out.

Plain Python over counted distributions: a school's whole year is some hundred rows of a few numbers, so that a table
library would cost more to import than all of the arithmetic takes.
"""
