"""Engines for corpora too large for one process with numpy; the results equal those of `compare.copies`."""
