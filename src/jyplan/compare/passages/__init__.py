"""Passages shared by two texts, found in five steps.

| step | module | from | to |
|---|---|---|---|
| seeds | `seeds` | equal 6-grams of both texts | runs: exact matches of full length |
| chains | `chains` | runs in the same order on both sides, with small gaps | chains |
| stretches | `extents` | chains, cut where too little agrees, with their edited ends | stretches: approximate matches |
| filter | `find`, `boilerplate` | stretches with enough characters beyond slogans and declared texts | stretches kept |
| passages | `clusters` | neighbouring stretches | passages, each moved or in place |

Seed, chain and extend is the way of sequence alignment (`chains`, `extents`). Detectors of copied programs take the longest exact
matches first, without overlaps (RKR-GST, Wise 1993), and leave edited characters between two matches to nobody. Detectors of
copied texts compare a few hashes of each text (winnowing, Schleimer, Wilkerson and Aiken 2003): here `copies.fingerprints`, which
find the pairs whose passages are worth looking for.

`views` removes the format of a text before the first step and leads back to the displayed text after the last.
"""
