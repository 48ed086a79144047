"""Kinds of counted phrases without a noun that the pack lists; the others are the kinds of its groups."""

BARE = "bare"  # no noun at all: "20 died"
UNKNOWN = "unknown"  # a noun that the pack does not know
