"""What every request passes: visit, form, tokens, headers, problems. Owns HTTP; must not render pages."""
