"""New Word files: elements, styles of an official document, package. Used by all reports that are Word files."""
