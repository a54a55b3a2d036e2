"""Paraphrased plans: every sentence is rewritten, while names, rare words, figures and the order of sentences remain.

| step | module | reads |
|---|---|---|
| candidate pairs, by rare pairs of characters | `candidates`, `hanzi_pairs` | every text, no dictionary |
| sentences of a candidate's text, cut into words, with figures | `items`, `figures` | texts of candidates only |
| weights of words by rarity | `rarity`, `background` | the submissions and a shipped count |
| literally shared text left out, sentences aligned, the verdict | `alignment`, `verdict` | a candidate pair |
| rare words and facts of aligned sentences | `evidence` | a reported pair |
| the fate of each sentence: rewritten, kept, dropped, new | `fates` | a pair that `diff` compares |
| obfuscation: characters replaced or put in a different order | `replaced`, `misplaced` | a single text |

`engine` runs the steps from candidates to evidence. Literal copies are found by `compare.copies`; copied text is no evidence
of a paraphrase.
"""
