"""Who says it: attributions, speakers and the registers of sources and actors."""
