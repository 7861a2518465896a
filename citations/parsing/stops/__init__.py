"""Full stops inside one citation: what stands before and behind one, and whether the citation goes on."""
