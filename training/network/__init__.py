"""The translator itself: its vocabulary, its weights, its forward pass, and the folder that it is kept in.

Comes in: sizes, a model folder, a run's snapshots, ids. Goes out: logits and ids, and a folder that ``dipx`` loads.
Nothing here knows a corpus or learns.
"""
