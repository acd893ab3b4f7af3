"""Parts of the page on alumni voice."""
