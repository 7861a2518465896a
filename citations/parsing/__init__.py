"""How one note is read: the parts of a citation, one module a kind of source; `citations.parse` puts them together."""
