"""Pytest fixtures of the test kit."""
