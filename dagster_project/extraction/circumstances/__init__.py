"""What else is told of a claim: scope, modality, context, weapons, responsibility."""
