"""Documents as they are made: what reading them and writing them back share, one module a kind of document."""
