"""What the cases of refused files share: the shape of a case, and a small table."""

#: File name, content (None: no file), what the mapping says of it, the sentence in both languages.
Case = tuple[str, bytes | None, dict[str, object], str, str]

TABLE = b"id,pay,to\n1,2,x\n3,4,y\n"
