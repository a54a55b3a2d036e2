"""Automatic numbers: definitions of lists, counting, and number formats (ECMA-376 part 1, 17.9)."""
