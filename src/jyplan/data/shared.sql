-- Fingerprints in at least two texts, each with the number of texts that contain it.
-- Reads `fingerprints` (doc BIGINT, hash BIGINT, place BIGINT), with each hash of a text once.
SELECT doc, hash, place, texts
FROM (
    SELECT doc, hash, place, COUNT(*) OVER (PARTITION BY hash) AS texts
    FROM fingerprints
) counted
WHERE texts >= 2
