"""Facts of two plans: paired, compared, and marked on the edits.

| step | module |
|---|---|
| equal runs and replaced regions by place | `aligned_places` |
| keys of facts: subject, words, value; likeness | `keys` |
| facts paired by key and place | `pairing`, `by_place` |
| kept, changed, new and dropped facts | `changes` |
| edits widened to whole names of owners | `whole_names` |
| marks on edits of changed facts | `marks` |
"""
