"""The stage that prints: text in memory, each file with its ownership, the same bytes every time."""
