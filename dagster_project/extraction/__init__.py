"""How claims are found in an article: pure functions, no I/O, no word of any language.

``pipeline`` puts the readers together, in this order: ``gate`` (is there a word of harm at all?), ``words`` (sentences, tokens, the
compiled language pack), ``numbers`` (quantities and what they count), ``harm`` (which number belongs to which harm), ``dates``,
``places``, ``speakers``, ``circumstances`` (scope, modality, weapons, responsibility), ``confidence``. ``claims`` is what comes out.
"""
