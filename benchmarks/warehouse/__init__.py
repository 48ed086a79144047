"""How right and how fast the warehouse is over synthetic claims whose true answers are known."""
