"""The officer's pages. Owns endpoints and templates; must not write SQL."""
