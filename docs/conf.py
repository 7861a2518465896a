"""The site of these pages: `make site` builds it with Sphinx and MyST; a warning is an error."""

import importlib.metadata

project = "footnotary"
copyright = "The footnotary developers"  # noqa: A001 - Sphinx's word
release = importlib.metadata.version("footnotary")
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"footnotary {release}"
html_copy_source = False
exclude_patterns = ["_build"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]  # links to files of the project that are no pages of the site
nitpicky = True
