-- The fingerprints that at least two texts have, each with the number of texts that have it.
-- Reads `fingerprints` (doc BIGINT, hash BIGINT, place BIGINT), which has each hash of a text once.
SELECT doc, hash, place, texts
FROM (
    SELECT doc, hash, place, COUNT(*) OVER (PARTITION BY hash) AS texts
    FROM fingerprints
) counted
WHERE texts >= 2
