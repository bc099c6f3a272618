"""A public test kit: a virtual clock, scripted engines, deterministic voices, client and server as a pair."""
