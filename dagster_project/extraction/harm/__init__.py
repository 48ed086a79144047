"""Which number belongs to which harm: links between counted phrases and triggers, subsets, tolls, claims in the making."""
