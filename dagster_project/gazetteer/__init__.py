"""Places and their names: compiled once into files that load at once. Which place a text means is decided in extraction."""
