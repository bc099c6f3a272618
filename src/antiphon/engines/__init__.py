"""Models that answer. They know audio and text; never the wire's spelling, never the session."""
