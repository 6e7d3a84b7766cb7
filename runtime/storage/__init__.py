"""Tables, sessions and history of an instance. Owns SQL writing; must not know HTTP."""
