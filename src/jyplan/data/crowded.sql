-- Shared rare fingerprints of the texts in more than FEW candidate pairs: what compare/copies/partners.py chooses by.
-- Reads `candidates`, the rows of candidates.sql, and `shared`; the names in braces are constants of partners.py.
WITH
sides AS (
    SELECT left_doc AS doc FROM candidates
    UNION ALL
    SELECT right_doc AS doc FROM candidates
),
crowded AS (
    SELECT doc
    FROM sides
    GROUP BY doc
    HAVING COUNT(*) > {few}
),
pairs AS (
    SELECT left_doc, right_doc
    FROM candidates
    WHERE left_doc IN (SELECT doc FROM crowded) OR right_doc IN (SELECT doc FROM crowded)
)
SELECT left_doc, right_doc, a.place AS left_place, b.place AS right_place
FROM pairs
JOIN shared a ON a.doc = left_doc
JOIN shared b ON b.doc = right_doc AND b.hash = a.hash
WHERE a.texts <= {rare}
