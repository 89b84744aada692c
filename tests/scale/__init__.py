"""The recipes of docs/scale.md and deploy/, and the model of what a large run costs."""
