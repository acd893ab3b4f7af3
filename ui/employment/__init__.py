"""The sections of the employment page, one file each."""
