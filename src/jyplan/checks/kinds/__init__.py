"""The rule kinds, a module for each kind; `jyplan.checks.CHECKS` is the table of kinds."""
