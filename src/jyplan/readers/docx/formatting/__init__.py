"""Properties, styles and theme fonts (ECMA-376 part 1, 17.7)."""
