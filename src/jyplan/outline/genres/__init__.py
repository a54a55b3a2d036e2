"""What kind of paper a text is."""
