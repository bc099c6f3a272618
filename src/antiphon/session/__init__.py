"""The conversation as a deterministic machine: ``(input, now) -> effects``. No IO, no clock, no randomness."""
