"""Files that are refused: the exact sentence, in both languages, for each reason."""

import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.problems import SourceError
from pipelines.read import FileSpec, read_file
from yardstick.places import LOCALE

TABLE = b"id,pay,to\n1,2,x\n3,4,y\n"
CONFLICT = b"id,pay,to\n1,2,x\n<<<<<<< HEAD\n3,4,y\n=======\n3,5,y\n>>>>>>> other\n"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLD_EXCEL + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
PAGE = b"\n<!DOCTYPE html><html><body>Please sign in</body></html>"
UTF8_BROKEN = "id,name\n1,重庆\n2,成都\n3,上海\n".encode().replace("上".encode(), b"\xe4\xb8", 1)
BROKEN_LATER = "学号,姓名\n" + "1,张三\n" * 3

translated = pytest.mark.skipif(
    not (LOCALE / "zh" / "LC_MESSAGES" / "pipelines.mo").exists(),
    reason="the Chinese catalogue is not compiled",
)


def _zip() -> bytes:
    from io import BytesIO

    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x.csv", "a,b\n1,2\n")
    return made.getvalue()


def _workbook() -> bytes:
    from io import BytesIO

    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
    return made.getvalue()


CASES: dict[str, tuple[str, bytes | None, dict[str, object], str, str]] = {
    "missing": (
        "gone.csv",
        None,
        {},
        "gone.csv: there is no such file. "
        "Check the file name in the mapping and the source folder.",
        "gone.csv：文件不存在。请核对映射文件中的文件名与源文件夹。",
    ),
    "empty": (
        "x.csv",
        b"",
        {},
        "x.csv: nothing is written in this file. "
        "Export it again; an unfinished download leaves such a file.",
        "x.csv：文件为空。请重新导出；下载未完成也会留下空文件。",
    ),
    "blank": (
        "x.csv",
        b"\xef\xbb\xbf\r\n \n",
        {},
        "x.csv: nothing is written in this file. "
        "Export it again; an unfinished download leaves such a file.",
        "x.csv：文件为空。请重新导出；下载未完成也会留下空文件。",
    ),
    "header only": (
        "x.csv",
        b"id,pay\n\n",
        {},
        "x.csv, row 1: this is the header, and no row follows it. "
        "Export the file again with its rows, or take it out of the mapping.",
        "x.csv第1行：此行为表头，其下没有任何数据行。"
        "请连同数据行重新导出，或将该文件从映射文件中移除。",
    ),
    "header and blank fields only": (
        "x.csv",
        b"id,pay,to\n,,\n,,\n",
        {},
        "x.csv, row 1: this is the header, and no row follows it. "
        "Export the file again with its rows, or take it out of the mapping.",
        "x.csv第1行：此行为表头，其下没有任何数据行。"
        "请连同数据行重新导出，或将该文件从映射文件中移除。",
    ),
    "workbook named csv": (
        "x.csv",
        _workbook(),
        {},
        "x.csv: by its name or mapping this is a text table (CSV), by its content it is an Excel "
        "workbook (.xlsx). Give it the right file name ending, or correct the format in the "
        "mapping.",
        "x.csv：按文件名或映射文件应为“文本表格（CSV）”，按内容却是“Excel 工作簿（.xlsx）”。"
        "请改正文件扩展名，或更正映射文件中的 format。",
    ),
    "csv named workbook": (
        "x.xlsx",
        TABLE,
        {},
        "x.xlsx: by its name or mapping this is an Excel workbook (.xlsx), by its content it is a "
        "text table (CSV). Give it the right file name ending, or correct the format in the "
        "mapping.",
        "x.xlsx：按文件名或映射文件应为“Excel 工作簿（.xlsx）”，按内容却是“文本表格（CSV）”。"
        "请改正文件扩展名，或更正映射文件中的 format。",
    ),
    "web page named csv": (
        "x.csv",
        PAGE,
        {},
        "x.csv: by its name or mapping this is a text table (CSV), by its content it is a web "
        "page, perhaps an error or sign-in page. Export the table again as .xlsx or CSV UTF-8.",
        "x.csv：按文件名或映射文件应为“文本表格（CSV）”，按内容却是“网页（可能是报错页或登录页）”。"
        "请重新导出为 .xlsx 或 CSV UTF-8 格式。",
    ),
    "web page named xls": (
        "x.xls",
        PAGE,
        {},
        "x.xls: by its name or mapping this is an old Excel workbook (.xls), by its content it is "
        "a web page, perhaps an error or sign-in page. Export the table again as .xlsx or CSV "
        "UTF-8.",
        "x.xls：按文件名或映射文件应为“旧版 Excel 工作簿（.xls）”，按内容却是“网页（可能是报错页或登录页）”。"
        "请重新导出为 .xlsx 或 CSV UTF-8 格式。",
    ),
    "pdf": (
        "x.csv",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        {},
        "x.csv: by its name or mapping this is a text table (CSV), by its content it is a PDF "
        "document. Export the table again as .xlsx or CSV UTF-8.",
        "x.csv：按文件名或映射文件应为“文本表格（CSV）”，按内容却是“PDF 文档”。"
        "请重新导出为 .xlsx 或 CSV UTF-8 格式。",
    ),
    "archive": (
        "x.xlsx",
        _zip(),
        {},
        "x.xlsx: by its name or mapping this is an Excel workbook (.xlsx), by its content it is a "
        "compressed archive. Unpack it and name the file inside in the mapping.",
        "x.xlsx：按文件名或映射文件应为“Excel 工作簿（.xlsx）”，按内容却是“压缩包”。"
        "请先解压，并在映射文件中填写解压后的文件名。",
    ),
    "old Excel": (
        "x.xls",
        OLD_EXCEL,
        {},
        "x.xls: this is an old Excel workbook (.xls), which cannot be read. Open it in a "
        "spreadsheet program and save it as .xlsx or CSV UTF-8.",
        "x.xls：这是旧版 Excel 工作簿（.xls），无法读取。"
        "请用电子表格软件打开，另存为 .xlsx 或 CSV UTF-8 格式。",
    ),
    "locked Excel": (
        "x.xlsx",
        LOCKED,
        {},
        "x.xlsx: by its name or mapping this is an Excel workbook (.xlsx), by its content it is "
        "an Excel workbook locked with a password. Remove the password, then build again.",
        "x.xlsx：按文件名或映射文件应为“Excel 工作簿（.xlsx）”，按内容却是“加密的 Excel 工作簿”。"
        "请取消密码保护后重新构建。",
    ),
    "binary": (
        "x.csv",
        bytes(range(256)) * 8,
        {},
        "x.csv: by its name or mapping this is a text table (CSV), by its content it is neither "
        "text nor a known kind of table. Export the table again as .xlsx or CSV UTF-8.",
        "x.csv：按文件名或映射文件应为“文本表格（CSV）”，按内容却是“既非文本、也非可识别的表格文件”。"
        "请重新导出为 .xlsx 或 CSV UTF-8 格式。",
    ),
    "damaged workbook": (
        "x.xlsx",
        _workbook()[:-40] + b"xl/workbook" + b"\0" * 40,
        {},
        "x.xlsx: this should be an Excel workbook (.xlsx), but it is damaged and cannot be "
        "opened. Copy or export it again.",
        "x.xlsx：本应为“Excel 工作簿（.xlsx）”，但文件已损坏，无法打开。请重新复制或导出。",
    ),
    "damaged parquet": (
        "x.parquet",
        b"PAR1" + b"\0" * 100,
        {},
        "x.parquet: this should be a Parquet file, but it is damaged and cannot be opened. "
        "Copy or export it again.",
        "x.parquet：本应为“Parquet 文件”，但文件已损坏，无法打开。请重新复制或导出。",
    ),
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
    "no such sheet": (
        "x.xlsx",
        _workbook(),
        {"sheet": "毕业生"},
        "x.xlsx: there is no sheet “毕业生”; the sheets are: Sheet1. "
        "Correct the sheet in the mapping.",
        "x.xlsx：没有名为“毕业生”的工作表；现有工作表为：Sheet1。请更正映射文件中的工作表名称。",
    ),
    "workbook without rows": (
        "x.xlsx",
        _workbook(),
        {},
        "x.xlsx, row 1: this is the header, and no row follows it. "
        "Export the file again with its rows, or take it out of the mapping.",
        "x.xlsx第1行：此行为表头，其下没有任何数据行。"
        "请连同数据行重新导出，或将该文件从映射文件中移除。",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_sentence(refusal, case):
    name, content, spec, english, _ = CASES[case]
    assert refusal(name, content, **spec) == (english,)


@translated
@pytest.mark.parametrize("case", CASES)
def test_sentence_in_chinese(read, case):
    name, content, spec, _, chinese = CASES[case]
    with pytest.raises(SourceError) as problem:
        read(name, content, **spec)
    assert problem.value.sentences("zh") == (chinese,)


def test_a_folder(con, tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(SourceError) as problem:
        read_file(con, tmp_path / "x.csv", FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: this is a folder, not a file. Name a file in the mapping."
    )


def test_no_permission(con, tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything
        opened = Path.open

        def refuse(self: Path, *args, **kwargs):
            if self == path:
                raise PermissionError(13, "denied", str(self))
            return opened(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError) as problem:
        read_file(con, path, FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: the file cannot be opened: permission is denied. Let the account that runs the "
        "build read it, or close it in other programs."
    )


@pytest.mark.parametrize("harm", ["delete", "append", "replace"])
@pytest.mark.parametrize(
    "moment", ["pipelines.read.csv_file.scan", "pipelines.read.reader.kind_of"]
)
def test_a_file_that_changes_while_it_is_read(con, tmp_path, monkeypatch, harm, moment):
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    module, name = moment.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def harmed(*args, **kwargs):
        result = real(*args, **kwargs)
        if harm == "delete":
            path.unlink()
        elif harm == "append":
            with path.open("ab") as stream:
                stream.write(b"5,6,z\n")
        else:
            other = tmp_path / "other"
            other.write_bytes(TABLE)
            other.replace(path)
        return result

    monkeypatch.setattr(moment, harmed)
    with pytest.raises(SourceError) as problem:
        read_file(con, path, FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: the file changed or disappeared while it was being read. "
        "Wait until it is completely written, then build again."
    )


def test_a_row_without_end(refusal, monkeypatch):
    monkeypatch.setattr("pipelines.read.scan.LONGEST_RECORD", 1000)
    monkeypatch.setattr(
        "pipelines.read.csv_file.chunks_of",
        lambda p: [p.read_bytes()[i : i + 500] for i in range(0, 5000, 500)],
    )
    said = refusal("x.csv", b"id,note\n1,a\n2," + b"x" * 4000)
    assert said == (
        "x.csv, row 3: this row does not end, or is longer than any table row can be. "
        "Look for a quotation mark that is never closed, or export the file again.",
    )


def test_a_million_columns(refusal):
    said = refusal("x.csv", b"a," * 1_000_000 + b"a\n" + b"1," * 1_000_000 + b"1\n")
    assert said == (
        "x.csv, row 1: this row has more than 10000 columns. "
        "Export one row per record, with its fields as columns.",
    )


def test_too_many_rows_of_the_wrong_shape(refusal):
    said = refusal("x.csv", "a,b,c\n" + "1,2,3\n" * 1500 + "1,2\n" * 1200)
    assert len(said) == 6
    assert said[0].startswith("x.csv, row 1502: fields in this row: 2; in the header in row 1: 3.")
    assert said[-1] == (
        "x.csv, row 1502: this is the first of many rows of the wrong shape (in all 1200). "
        "Check the delimiter, the quotation marks and header_row; export the file again."
    )


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
