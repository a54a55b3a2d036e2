"""Reports of `jyplan diff`, a module a format."""
