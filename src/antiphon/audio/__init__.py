"""Arithmetic on PCM: formats, frames, a ring of the recent past. Small accumulators, no IO."""
