"""Last year's plans paired with this year's: by school, then by title, place in the folder and content."""
