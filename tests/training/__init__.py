"""The tests of the recipe, room by room; they run from the root, and what they train is a toy."""
