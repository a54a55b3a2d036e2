"""The rule kinds, one module a kind; `jyplan.checks.CHECKS` lists them."""
