"""The trail as proof: reads on their way into it, anchors over it, and the search for what was changed in it."""
