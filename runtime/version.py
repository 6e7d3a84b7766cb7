"""The version of the runtime. Owns one word; it is the distribution's."""

VERSION = "0.1.0"
