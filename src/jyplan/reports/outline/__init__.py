"""Reports of `jyplan parse`, a module a format."""
