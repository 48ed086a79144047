"""What a raw row is. Nothing here reads text or opens a file of the warehouse."""
