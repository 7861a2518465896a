"""How a quotation is laid beside its source: marks, places, changes, what was cut off; `citations.quote` gives the verdict."""
