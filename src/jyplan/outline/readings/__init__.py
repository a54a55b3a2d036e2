"""Readings of a place in a document as a marker or a heading, each with a cost."""
