"""What two plans share and where they differ: arrays and text, no file format.

Seeds → chains → passages serve `diff` and `dupes` alike; sections, edits, roles and facts build on
them for two plans that a reviewer looks at side by side.
"""
