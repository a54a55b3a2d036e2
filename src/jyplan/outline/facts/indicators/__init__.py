"""Figures open to checking: quantities, shares, zero counts, with unit and basis."""
