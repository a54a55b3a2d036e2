"""The archive: an embedded store of earlier plans in one folder, and queries of it.

A catalogue names immutable files of texts and of fingerprints; every change is one transaction of the catalogue.
"""
