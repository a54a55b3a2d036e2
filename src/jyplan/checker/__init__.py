"""From a plan and a rule set to findings: the run, the baseline, the settings, the examples of rule files."""
