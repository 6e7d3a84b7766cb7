"""Accounts, passwords and sessions. Owns who is signed in; must not know HTTP or pages."""
