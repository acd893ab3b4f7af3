"""The programme profile: one programme on one sheet, one file a part."""
