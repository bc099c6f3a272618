"""What was decided in a call, and why: read from its journal, told as a table and as a page."""
