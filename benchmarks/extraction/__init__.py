"""How fast articles are read."""
