"""Kinds about a paper as a whole: whose it is, its signature and attachments, its tables, how often things are done."""
