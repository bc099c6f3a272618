"""Antiphon: an open, self-hosted Live API server."""

__version__ = "0.1.0"
