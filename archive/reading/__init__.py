"""How a page is read: its blocks, regions, dates and signs; `archive.page` puts them together."""
