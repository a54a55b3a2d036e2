"""Corpora of plans with planted copies, written from a seed: `python -m benchmarks.copies_corpus --help`.

`vocabulary` has the words, `official` what unrelated plans share, `grammar` writes a plan, `edits` changes one,
`planted` says what is planted and `corpus` deals it out and streams it. Every plan is a function of the seed and
its place alone, so that a corpus of any size needs no memory.
"""
