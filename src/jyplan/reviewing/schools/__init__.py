"""The school of each plan: canonical names (`names`), the school with evidence (`identification`), the roster."""
