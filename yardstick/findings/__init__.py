"""What the build finds by one rule and stores: its rows, and their sentences."""
