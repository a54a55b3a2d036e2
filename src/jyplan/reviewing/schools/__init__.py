"""The school of each plan: names as written → one spelling (`names`) → the school and its evidence (`identification`); the roster."""
