"""The teaching yardstick: programmes against what their intake leads one to expect."""
