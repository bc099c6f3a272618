"""What makes a small text model useful: the embedded answer to a prompt. Knows nothing of sound."""
