"""Engines that find copies where one process with numpy is not enough; all give what `compare.copies` gives."""
