"""Programs that run as child processes: what must not share the server's interpreter, licence or fate."""
