"""Statistics of the registry: what is counted, over which period, what may be shown, as a table and as a file.

Everything is counted by the database, within what the actor may read and may report on. Must not know pages.
"""
