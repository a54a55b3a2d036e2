"""Findings and points of plans by a rule set.

| step | module |
|---|---|
| rules are chosen, checks run, violations become findings | `run` |
| findings of the same cause are joined | `repeated_findings` |
| findings are suppressed: by a remark in the document, by the settings, by a baseline | `suppression`, `remarks`, `settings`, `baseline` |
| points by the rubric, after suppression | `scoring` |
| the examples of rule files are tested | `examples` |
| parts of a plan missing or empty, for a review | `role_rules` |
"""
