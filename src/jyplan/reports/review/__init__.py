"""Reports of `jyplan review`: what it says first, and a module for each part of the result folder."""
