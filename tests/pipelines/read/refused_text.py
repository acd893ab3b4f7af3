"""Cases of refused text tables: encoding, marks, quotations, header; with the sentence for each."""

from tests.pipelines.read.refused import TABLE, Case

CONFLICT = b"id,pay,to\n1,2,x\n<<<<<<< HEAD\n3,4,y\n=======\n3,5,y\n>>>>>>> other\n"
UTF8_BROKEN = "id,name\n1,重庆\n2,成都\n3,上海\n".encode().replace("上".encode(), b"\xe4\xb8", 1)
BROKEN_LATER = "学号,姓名\n" + "1,张三\n" * 3

TEXT: dict[str, Case] = {
    "broken UTF-8": (
        "x.csv",
        UTF8_BROKEN,
        {},
        "x.csv, row 4: there are bytes here that are not UTF-8 text. Save the file as CSV UTF-8, "
        "or name its true encoding in the mapping (encoding = ...).",
        "x.csv第4行：此处存在无法按UTF-8解码的字节。"
        "请另存为 CSV UTF-8，或在映射文件中注明实际编码（encoding = ...）。",
    ),
    "broken GB18030": (
        "x.csv",
        BROKEN_LATER.encode("gb18030") + b"5,\xff\xff\n6,a\n",
        {},
        "x.csv, row 5: there are bytes here that are not GB18030 text. Save the file as CSV "
        "UTF-8, or name its true encoding in the mapping (encoding = ...).",
        "x.csv第5行：此处存在无法按GB18030解码的字节。"
        "请另存为 CSV UTF-8，或在映射文件中注明实际编码（encoding = ...）。",
    ),
    "Western encoding is not taken for Chinese": (
        "x.csv",
        "id,name\n1,Ann\n2,Zoë Müller\n3,Renée b\n".encode("cp1252"),
        {},
        "x.csv, row 3: there are bytes here that are not UTF-8 text. Save the file as CSV UTF-8, "
        "or name its true encoding in the mapping (encoding = ...).",
        "x.csv第3行：此处存在无法按UTF-8解码的字节。"
        "请另存为 CSV UTF-8，或在映射文件中注明实际编码（encoding = ...）。",
    ),
    "unknown encoding": (
        "x.csv",
        TABLE,
        {"encoding": "gb18031"},
        "x.csv: the mapping names the encoding “gb18031”, which does not exist. Write utf-8, "
        "gb18030 or utf-16, or leave it out.",
        "x.csv：映射文件注明的编码“gb18031”不存在。请填写 utf-8、gb18030 或 utf-16，或留空。",
    ),
    "a codec that is no encoding of text": (
        "x.csv",
        TABLE,
        {"encoding": "base64"},
        "x.csv: the mapping names the encoding “base64”, which does not exist. Write utf-8, "
        "gb18030 or utf-16, or leave it out.",
        "x.csv：映射文件注明的编码“base64”不存在。请填写 utf-8、gb18030 或 utf-16，或留空。",
    ),
    "mapping says UTF-8, the file is UTF-16": (
        "x.csv",
        "id,name\n1,Ann\n2,Bob\n".encode("utf-16-le"),
        {"encoding": "utf-8"},
        "x.csv: the mapping says the encoding is UTF-8, but the file is UTF-16-LE. "
        "Correct the encoding in the mapping, or leave it out.",
        "x.csv：映射文件注明编码为UTF-8，但文件实为UTF-16-LE。请更正映射文件中的 encoding，或留空。",
    ),
    "mapping names the wrong encoding": (
        "x.csv",
        "学号,姓名\n1,张三\n".encode(),
        {"encoding": "gbk"},
        "x.csv: the mapping says the encoding is GB18030, but the file is UTF-8. "
        "Correct the encoding in the mapping, or leave it out.",
        "x.csv：映射文件注明编码为GB18030，但文件实为UTF-8。请更正映射文件中的 encoding，或留空。",
    ),
    "delimiter of two characters": (
        "x.csv",
        TABLE,
        {"delimiter": "||"},
        "x.csv: the mapping names a delimiter that is not one single character. Write one "
        "character or the word tab, or leave it out.",
        "x.csv：映射文件注明的分隔符不是单个字符。请填写单个字符或 tab，或留空。",
    ),
    "merge conflict": (
        "x.csv",
        CONFLICT,
        {},
        "x.csv, row 3: a merge-conflict marker stands here: two versions of the file are mixed. "
        "Resolve the conflict in version control, then build again.",
        "x.csv第3行：此处为版本合并冲突标记，文件中混有两个版本。"
        "请在版本控制系统中解决冲突后重新构建。",
    ),
    "ancestor left of a merge conflict": (
        "x.csv",
        b"id,pay,to\n1,2,x\n|||||||\n3,4,y\n",
        {},
        "x.csv, row 3: a merge-conflict marker stands here: two versions of the file are mixed. "
        "Resolve the conflict in version control, then build again.",
        "x.csv第3行：此处为版本合并冲突标记，文件中混有两个版本。"
        "请在版本控制系统中解决冲突后重新构建。",
    ),
    "ancestor of a merge conflict, with its name": (
        "x.csv",
        b"id,pay,to\r\n1,2,x\r\n||||||| 1a2b3c4\r\n3,4,y\r\n",
        {},
        "x.csv, row 3: a merge-conflict marker stands here: two versions of the file are mixed. "
        "Resolve the conflict in version control, then build again.",
        "x.csv第3行：此处为版本合并冲突标记，文件中混有两个版本。"
        "请在版本控制系统中解决冲突后重新构建。",
    ),
    "merge conflict around the header": (
        "x.csv",
        b"<<<<<<< HEAD\nid,a\n=======\nid,b\n>>>>>>> x\n1,2\n",
        {},
        "x.csv, row 1: a merge-conflict marker stands here: two versions of the file are mixed. "
        "Resolve the conflict in version control, then build again.",
        "x.csv第1行：此处为版本合并冲突标记，文件中混有两个版本。"
        "请在版本控制系统中解决冲突后重新构建。",
    ),
    "NUL byte": (
        "x.csv",
        b'id,pay\n"a\nb",2\n3,\x004\n',
        {},
        "x.csv, row 3: there is a NUL byte here, which no text contains: the file is damaged. "
        "Export or copy it again.",
        "x.csv第3行：此处含有文本中不应出现的 NUL 字节，文件已损坏。请重新导出或复制。",
    ),
    "quotation never closed": (
        "x.csv",
        b'id,pay,to\n1,2,x\n3,"4,y\n5,6,z\n',
        {},
        "x.csv, row 3: a quotation mark is opened here and never closed. "
        "Close it, or double it where it belongs to the text.",
        "x.csv第3行：此处的引号没有闭合。请补上闭合引号；若引号属于正文，请写成两个。",
    ),
    "quotation never closed in the header": (
        "x.csv",
        b'id,"pay,to\n1,2,x\n3,4,y\n',
        {},
        "x.csv, row 1: a quotation mark is opened here and never closed. "
        "Close it, or double it where it belongs to the text.",
        "x.csv第1行：此处的引号没有闭合。请补上闭合引号；若引号属于正文，请写成两个。",
    ),
    "text after a quotation": (
        "x.csv",
        b'id,pay,to\n1,2,x\n3,"4"5,y\n5,6,z\n',
        {},
        "x.csv, row 3: text goes on after a closing quotation mark. "
        "Double the quotation marks that belong to the text, or export the file again.",
        "x.csv第3行：闭合引号之后仍有文字。请将属于正文的引号写成两个，或重新导出文件。",
    ),
    "no header": (
        "x.csv",
        b"1,2.5,2024-01-02\n2,3.5,2024-01-03\n",
        {},
        "x.csv: no header was found in the first 2 rows. Name its row in the mapping "
        "(header_row = ...), or write a header above the table.",
        "x.csv：前2行内未找到表头。"
        "请在映射文件中注明表头所在行（header_row = ...），或在表格上方补写表头。",
    ),
    "header row beyond the end": (
        "x.csv",
        TABLE,
        {"header_row": 9},
        "x.csv, row 9: the mapping says the header is here, but this row is blank or does not "
        "exist. Correct header_row in the mapping.",
        "x.csv第9行：映射文件注明此行为表头，但该行为空或不存在。请更正映射文件中的 header_row。",
    ),
    "statistics beside the table": (
        "x.csv",
        b"id,pay,,\n1,2,,\n3,4,,mean 3\n5,6,,7\n",
        {},
        "x.csv, row 3: something is written in column D beside the table (cells from this row "
        "on: 2), where the header in row 1 is blank. Move it to another file, or give the column "
        "a header.",
        "x.csv第3行：表格旁的D列写有内容（自此行起共2个单元格），而第1行该列无表头。"
        "请将其移至其他文件，或为该列补上表头。",
    ),
}
