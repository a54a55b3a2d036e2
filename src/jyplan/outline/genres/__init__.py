"""The genre of a text: the kind of paper."""
