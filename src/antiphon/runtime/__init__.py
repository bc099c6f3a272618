"""The only place where asyncio, a session and an engine meet: effects performed, time supplied."""
