"""Plan texts compared: arrays and text, no file format.

Seeds → chains → passages (`passages`) serve `diff` and `copies` alike, and these two know nothing of each other.
"""
