"""Reads handwritten digits of eight by eight pixels."""
