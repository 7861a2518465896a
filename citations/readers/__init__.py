"""Bytes of a briefing in, a `Document` out; one module a format, all giving the same shape.

The format is told by the content first and the file's suffix second. Reading runs in the worker process.
"""
