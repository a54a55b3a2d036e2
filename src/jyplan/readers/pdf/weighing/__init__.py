"""The cost of reading a PDF, counted before pdfium opens the file: objects, decoded streams, the weight of each page."""
