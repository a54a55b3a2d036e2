"""What was found in a file before, so that a file that is still the same need not be read again.

| module | is |
|---|---|
| `folders` | where the entries lie on this system |
| `store` | entries by name: written whole or not at all, damaged ones not seen, the oldest removed |
| `codec` | the facts of the domain as JSON and back; nothing runs on the way |
| `keys` | what a result depends on, as one number |
| `checked` | what checking found in a source, kept and recalled |
"""
