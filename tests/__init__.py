"""Tests, flat. A package of its own name, because a judge of ours installs another one called so."""
