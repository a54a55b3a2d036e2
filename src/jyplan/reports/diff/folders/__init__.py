"""Reports of `jyplan diff` for two folders: a summary of all pairs, and a page a pair."""
