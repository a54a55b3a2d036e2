"""Many plans compared: copied pairs, clusters and templates, without comparing all pairs."""
