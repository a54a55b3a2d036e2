"""The content of a paragraph as Word displays it: text, fields, breaks, drawings."""
