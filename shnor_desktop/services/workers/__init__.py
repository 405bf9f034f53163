"""Processes that read files from outside: what hangs or takes all memory there ends with them, not with the program.

Both sides live here, the program's and the process's own: whoever needs one imports its module and not the other's.
"""
