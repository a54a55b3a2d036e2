"""Reports of `jyplan check`, a module a format."""
