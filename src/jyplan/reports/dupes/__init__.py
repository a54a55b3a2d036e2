"""Reports of `jyplan dupes`, a module a format."""
