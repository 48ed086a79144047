"""Human corrections: CSV lines in, corrections and refused lines out. What a correction does to a figure is said in SQL."""
