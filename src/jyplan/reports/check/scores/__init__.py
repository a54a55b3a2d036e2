"""The points of plans in reports: JSON, the screen, sheets of a workbook, and a form in Word for each plan."""
