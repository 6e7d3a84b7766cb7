"""The blueprints that ship with Acompaña, as package data; no code lives here."""
