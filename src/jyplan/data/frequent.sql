-- The fingerprints that many texts have and that are looked at for sections: compare/frequent.py samples them.
SELECT doc, hash, place, texts
FROM shared
WHERE texts > {rare} AND hash % {sample} = 0
