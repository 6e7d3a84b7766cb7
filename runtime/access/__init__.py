"""The one gate: who may do what, on which rows, and which fields they see. Must not know pages."""
