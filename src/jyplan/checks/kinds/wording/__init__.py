"""Kinds about how a paper is written: traces of web sites and of pages, slips of the pen, unseen characters."""
