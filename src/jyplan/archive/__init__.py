"""The archive: an embedded store of earlier plans in a single folder, with queries.

A catalogue names immutable files of texts and of fingerprints; every change is one transaction of the catalogue.

| layer | modules |
|---|---|
| commands | `adding`, `removing`, `compacting`, `verifying` |
| queries | `lookup`: plans with given fingerprints; `matching`, `bare`: copies of archived plans in new texts |
| a change, whole or not at all | `writing`, `transaction` |
| contents | `plans`: rows; `texts`: packs; `segments`, `scheme`: fingerprints |
| store | `catalogue`, `rows`: an SQLite database with a digest of each row; `storage`: files |
"""
