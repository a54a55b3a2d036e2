"""From sources to outlines, under limits of time and memory, in worker processes.

| module | holds |
|---|---|
| `limits` | the limits for a document, a comparison and the whole run |
| `jobs` | the outline of a single file; old formats converted together |
| `many` | the outlines of many files, as results or errors |
| `steps` | dependent work in steps, in one process |
| `pool`, `worker` | processes with an item each; a process from inside |
| `forked`, `spawned` | the two ways to start a process |
| `transport` | fast pickling of facts |
| `submissions`, `uncompared`, `spool` | all plans of a batch for comparing, and content left out of comparisons |
| `sentence_facts` | facts of a sentence outside of outlines |
"""
