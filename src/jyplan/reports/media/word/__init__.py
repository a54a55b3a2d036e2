"""What reports that are Word files share: the vocabulary, the looks of an official document, a new package."""
