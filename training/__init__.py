"""The recipe that makes the bundled models: bitext in, a model folder out. Run its modules from the
repository's root.
"""
