"""Models as data: which files we use, where they come from, and the store that fetches and verifies them."""
