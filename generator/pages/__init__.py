"""Each page's title, head and content from the Site: what is poured into the shells. One page a file."""
