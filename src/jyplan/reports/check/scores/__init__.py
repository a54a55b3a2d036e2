"""The points of plans in reports: JSON, the screen, and a form in Word for each plan; `xlsx` has the sheets of a workbook."""
