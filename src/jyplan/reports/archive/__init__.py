"""Reports of `jyplan archive list`, a module a format."""
