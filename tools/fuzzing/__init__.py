"""Fuzzing: mutated files through readers, rules, settings, the comparison and the archive, each under limits.

`make fuzz TIME=60` runs it. A find (a crash, a hang, too much memory) is a file in the folder `fuzz-finds` with a text
file beside it that says what happened and how to repeat it.

Mutations are guided by behaviour: an input with a new outcome (a new error, a new combination of kinds of blocks, roles
and problems) becomes a seed for later mutations. Coverage of lines is not measured: atheris, which measures it, has no
wheel for every Python and system that the lock covers, and tracing in Python is ten times slower than the readers.
"""
