"""Bytes to messages and back: JSON, base64 and the wire's two spellings. Holds no state, decides nothing."""
