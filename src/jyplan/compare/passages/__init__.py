"""The passages two texts share: exact matches, chained, extended and told apart from boilerplate."""
