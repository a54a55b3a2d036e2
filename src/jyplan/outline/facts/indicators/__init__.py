"""Figures that can be checked: quantities, shares, zero counts, with unit and basis."""
