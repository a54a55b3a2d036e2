"""Office Open XML packages, for Word and Excel files: parts, relationships, limits, XML (ECMA-376 part 2)."""
