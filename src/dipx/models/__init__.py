"""Model folders: what they say of themselves, whether they are whole, where they are, how to get them."""
