"""Cases of files that hold no table, or not the kind they should, with the sentence for each."""

import zipfile
from io import BytesIO

import xlsxwriter

from tests.pipelines.read.refused import TABLE, Case

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLD_EXCEL + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
PAGE = b"\n<!DOCTYPE html><html><body>Please sign in</body></html>"


def archive() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("x.csv", "a,b\n1,2\n")
    return made.getvalue()


def workbook() -> bytes:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
    return made.getvalue()


KINDS: dict[str, Case] = {
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
        workbook(),
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
        archive(),
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
        workbook()[:-40] + b"xl/workbook" + b"\0" * 40,
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
    "no such sheet": (
        "x.xlsx",
        workbook(),
        {"sheet": "毕业生"},
        "x.xlsx: there is no sheet “毕业生”; the sheets are: Sheet1. "
        "Correct the sheet in the mapping.",
        "x.xlsx：没有名为“毕业生”的工作表；现有工作表为：Sheet1。请更正映射文件中的工作表名称。",
    ),
    "workbook without rows": (
        "x.xlsx",
        workbook(),
        {},
        "x.xlsx, row 1: this is the header, and no row follows it. "
        "Export the file again with its rows, or take it out of the mapping.",
        "x.xlsx第1行：此行为表头，其下没有任何数据行。"
        "请连同数据行重新导出，或将该文件从映射文件中移除。",
    ),
}
