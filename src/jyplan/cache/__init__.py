"""Results of earlier checks: an unchanged file is not read again.

| module | holds |
|---|---|
| `folders` | the folder of the cache on this system |
| `private` | files and folders that belong to the user alone |
| `user_key` | the secret key without which no entry counts |
| `store` | entries by name: written whole or not at all, damaged entries ignored, the oldest removed |
| `codec` | facts of `model` as JSON and back; nothing in an entry is executed |
| `keys` | a hash of everything a result depends on |
| `patterns` | compiled patterns as data, and back |
| `compiling` | the cache of patterns switched on for a command |
| `checked` | the findings of a source, cached and recalled |
"""
