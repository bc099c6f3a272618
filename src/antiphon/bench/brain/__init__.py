"""What the built-in language model knows, remembers, admits and calls: questions whose right answers are known."""
