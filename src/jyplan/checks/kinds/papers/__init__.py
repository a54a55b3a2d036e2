"""Kinds about a paper as a whole: school, signature, attachments, tables, frequencies."""
