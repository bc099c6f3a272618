"""HTTP and WebSocket become runtime calls."""
