-- Candidate pairs of texts: the rules of compare/copies/candidates.py as a query over the rows of shared.sql.
-- The names in braces are constants of candidates.py. Cells and bands are identified by their first offset
-- (a number less its remainder), as integer division differs between DuckDB and Spark.
WITH
rare AS (
    SELECT hash, doc, place
    FROM shared
    WHERE texts <= {rare}
),
joined AS (
    SELECT a.doc AS left_doc, b.doc AS right_doc, a.place AS left_place, b.place AS right_place
    FROM rare a JOIN rare b ON a.hash = b.hash AND a.doc < b.doc
),
weighed AS (
    SELECT *, COUNT(*) OVER (PARTITION BY left_doc, right_doc) AS fingerprints
    FROM joined
),
placed AS (
    SELECT
        left_doc, right_doc, fingerprints,
        left_place + right_place - (left_place + right_place) % {two_cells} AS cell,
        2 * left_place - 2 * right_place + {origin} AS shift
    FROM weighed
    WHERE fingerprints >= {least}
),
-- two layers of bands: a stretch on a border of one layer is inside a band of the other
banded AS (
    SELECT left_doc, right_doc, fingerprints, cell, 0 AS layer, shift - (shift + {half_band}) % {two_bands} AS band
    FROM placed
    UNION ALL
    SELECT left_doc, right_doc, fingerprints, cell, 1 AS layer, shift - (shift - {half_band}) % {two_bands} AS band
    FROM placed
)
SELECT DISTINCT left_doc, right_doc, fingerprints
FROM (
    SELECT left_doc, right_doc, fingerprints
    FROM banded
    GROUP BY left_doc, right_doc, fingerprints, layer, band
    HAVING fingerprints >= {sure} OR COUNT(DISTINCT cell) >= {cells}
) in_band
