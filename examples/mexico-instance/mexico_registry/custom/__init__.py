"""What only this ministry has. Written once; yours from then on."""
