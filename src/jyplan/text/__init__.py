"""Characters and words: normalising, Chinese numerals, segmentation."""
