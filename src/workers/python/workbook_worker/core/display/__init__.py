"""The functions by which cells show values."""
