"""What the packages of Word and Excel share: parts, relationships, limits, XML (ECMA-376 part 2)."""
