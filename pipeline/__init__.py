"""In which order things happen, and the command line. Nothing imports this package."""
