"""Who holds the floor: pure decisions, one question per file, time kept in samples."""
