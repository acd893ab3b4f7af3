"""Statistical methods: one file per method, arrays in, arrays out."""
