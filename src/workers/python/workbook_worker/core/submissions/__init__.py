"""The text of a cell becomes code."""
