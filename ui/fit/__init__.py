"""Parts of the page on curriculum fit."""
