"""Texts without structure: characters, numerals, words, regular expressions.

| module | holds |
|---|---|
| `encodings`, `rarity` | from bytes to text, by the likeliest encoding |
| `lines` | lines numbered as in an editor |
| `fold`, `normalise`, `invisible` | variants of characters as one, with offsets into the displayed text |
| `numerals`, `ordinals` | numerals read as numbers, and numbers written as text |
| `origins`, `anchors` | places of a text in its file, after cutting and joining |
| `patterns`, `expressions` | regular expressions of jyplan, compiled late; of users, with limits |
| `words`, `word_lists`, `senses`, `school_names` | words, vocabulary of the field, negations, names of schools |
| `redaction`, `strewn` | masked personal numbers; characters strewn in to hide a text |
| `trees` | the parser of XML and HTML |
"""
