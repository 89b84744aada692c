"""From shards to a scored model folder: losses, optimizers, the loop, what a run leaves behind, how good it became.

Comes in: shards, a training config, a model folder to continue from, a development set. Goes out: a run's folder with
checkpoint, snapshots and journal, and what ``export.py`` makes of it. A run can be killed and started again.
"""
