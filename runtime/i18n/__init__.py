"""The product's own words and the formats of a language. Must not know records or pages."""
