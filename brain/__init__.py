"""The training room: how the adapter that comes with Antiphon is made. Imports `antiphon`, and is imported by nobody."""
