"""Turn-taking with other parameters, on recorded calls: what each would have cost, and which of them are worth having."""
