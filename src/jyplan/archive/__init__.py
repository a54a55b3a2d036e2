"""The archive: an embedded store of earlier plans in a single folder, with queries.

A catalogue names immutable files of texts and of fingerprints; every change is one transaction of the catalogue.
"""
