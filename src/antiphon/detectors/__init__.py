"""Small models that only listen: a window of samples becomes a probability. Synchronous, no asyncio."""
