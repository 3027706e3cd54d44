"""A finished site on its way out: inspected, compressed, listed with its hashes, swapped in. Builds nothing."""
