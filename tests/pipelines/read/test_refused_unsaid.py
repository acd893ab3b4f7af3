"""What a refusal may never say: the content of a cell."""


def test_no_sentence_carries_a_cell(refusal, read):
    """Whatever is wrong with a row, its content stays unsaid."""
    secret = "13912345678"
    bodies = [
        f'id,tel,to\n1,"{secret}\n',
        f'id,tel,to\n1,"{secret}"9,x\n',
        f"id,tel,\n1,2,{secret}\n",
        f"{secret},2.5,2024-01-02\n{secret},3.5,2024-01-03\n",
    ]
    for body in bodies:
        assert not any(secret in sentence for sentence in refusal("x.csv", body))
    for body in (
        f"id,tel,to\n1,{secret}\n",
        f"id,tel,to\n1,2,3,{secret}\n",
        f"id,tel,to\n合计,{secret},\n",
    ):
        raw = read("x.csv", body).raw
        assert raw.suspects
        assert not any(secret in p.sentence("en") for p in (*raw.suspects, *raw.notices))
