"""The review of a batch, from plans, findings and copies: schools, verdicts, source plans, changes since last year.

| step | module | reads |
|---|---|---|
| plans with schools and parts, submissions and earlier plans in one numbering | `gather`, `schools/`, `standing`, `quoted` | outlines, roster, templates |
| each plan beside the plan of the same school of last year | `year_pairs`, `last_year` | plans of both years, copied shares |
| files that are no submissions | `setting_aside`, `aside` | all facts of the batch (`facts`) |
| source plans and the share that plans of foreign schools have | `sources` | copies between submissions |
| groups of plans with one source | `groups`, `one_source`, `shared_sections` | copies between schools |
| reasons and the verdict on a plan | `verdicts`, `title_years` | all of these |
| lines of files and schools, the gravest first | `lines` | verdicts |
| changes since the earlier run | `since` | two results as JSON |

`conclude` runs the steps from `setting_aside` to `lines`; comparing, checking and reading are done before, in `api`.
"""
