"""Passages shared by two texts, found in five steps.

| step | module | from | to |
|---|---|---|---|
| seeds | `seeds` | equal 6-grams of both texts | runs: exact matches of full length |
| chains | `chains` | runs in the same order on both sides, with small gaps | chains |
| stretches | `extents` | chains, cut where too little agrees, with their edited ends | stretches: approximate matches |
| filter | `find`, `boilerplate` | stretches with enough characters beyond slogans and declared texts | stretches kept |
| passages | `clusters` | neighbouring stretches | passages, each moved or in place |

`views` removes the format of a text before the first step and leads back to the displayed text after the last.
"""
