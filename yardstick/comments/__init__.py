"""Open comments: which are comments at all, their words, their themes, what a group says more."""
