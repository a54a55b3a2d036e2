"""Plan and rule set → findings; baselines, settings and the tests of rule examples."""
