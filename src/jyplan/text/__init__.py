"""Characters and numerals: decoding, folding, normalising, regular expressions, numbers as text."""
