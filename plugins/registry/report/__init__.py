"""Ways to print problems; the problems are the same in each."""
