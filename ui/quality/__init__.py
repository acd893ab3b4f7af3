"""The parts of the data page, by what they tell of the build."""
