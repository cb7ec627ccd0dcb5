"""Carries out the commands of the host."""
