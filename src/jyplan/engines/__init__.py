"""Engines for corpora too large for a process with numpy; the results equal the results of `compare.copies`."""
