"""How good translations and bullets are, measured."""
