"""Numbers, from outside: over a real socket, with a real client, against a server in a process of its own."""
