"""The plans of a document, each with its title.

| module | |
|---|---|
| `headlines` | how much the words of a line make it a title; the title of a text with all its lines |
| `numbered` | the plans that a page counts: 篇1, 篇2 |
| `further` | the plans that no number counts |
| `site_lines` | lines of the web site around a plan |
| `translations` | the English twin of a programme |
| `drafts` | all of them combined: a document to a draft for each plan |
"""
