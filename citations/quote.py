"""A quotation matched in a source's text: where it stands, and every change named."""
