"""The pages: drawn on the server from the same answers as the REST interface, complete without scripts."""
