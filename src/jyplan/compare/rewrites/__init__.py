"""The same plan in other words: what two texts keep when every sentence is said differently.

| step | module | what it reads |
|---|---|---|
| pairs that may be rewritten, by rare pairs of characters | `candidates` | every text, no dictionary |
| the sentences of a candidate's text, cut into words, with figures | `items`, `figures` | candidates' texts only |
| how rare a word is | `rarity`, `background` | the submissions and a shipped count |
| what is shared literally left out, sentences aligned, a verdict | `alignment`, `verdict` | a candidate pair |
| what became of every sentence of a rewritten pair | `fates` | a pair that `diff` compares |
| rare words and facts that aligned items share | `evidence` | a pair that is reported |

`engine` puts the steps together. Copying is `compare.copies`: what that counts as copied is no evidence here.
"""
