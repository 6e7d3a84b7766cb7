"""Queries of the instance: people, lists, pages of a case, reports. Must not write."""
