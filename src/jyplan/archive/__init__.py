"""The archive: an embedded store of earlier plans in one folder, and its queries.

A catalogue names immutable files of texts and of fingerprints; every change is one transaction of the catalogue.
"""
