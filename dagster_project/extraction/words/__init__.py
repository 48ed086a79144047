"""The text as sentences of tokens, and the words of a language pack made ready to be looked up in them."""
