-- Frequent fingerprints, in more than RARE texts, sampled for sections as in compare/copies/frequent_sections.py.
SELECT doc, hash, place, texts
FROM shared
WHERE texts > {rare} AND hash % {sample} = 0
