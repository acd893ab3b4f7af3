"""Names of dimensions and of their values, in both languages."""

from yardstick.codes import code_list
from yardstick.measure.model import Filters, Reader
from yardstick.measure.snapshot import Snapshot
from yardstick.text import LANGUAGES, Bilingual, mark

#: Declaration of a source that holds every graduate.
WHOLE = "all_graduates"

DIMENSION_LABELS: dict[str, Bilingual] = {
    "cohort": Bilingual("Cohort", "毕业年度"),
    "school": Bilingual("School", "学院"),
    "category": Bilingual("Discipline", "学科门类"),
    "class": Bilingual("Field of study", "专业类"),
    "programme": Bilingual("Programme", "专业"),
    "level": Bilingual("Level", "学历层次"),
    "gender": Bilingual("Gender", "性别"),
    "wave": Bilingual("Months after graduation", "毕业后月数"),
    "entry_band": Bilingual("Entry score", "入学成绩段"),
    "origin": Bilingual("Origin", "生源范围"),
    "origin_region": Bilingual("Region of origin", "生源地"),
    "entry_route": Bilingual("Route of entry", "入学途径"),
    "domicile": Bilingual("Domicile", "本国或国际学生"),
    "hardship": Bilingual("Financial hardship", "家庭经济困难"),
    "ethnicity": Bilingual("Ethnicity", "民族"),
    "disability": Bilingual("Disability", "残疾"),
    "region": Bilingual("Region of work", "就业地区"),
    "item": Bilingual("Question", "题项"),
    "pair": Bilingual("Asked of", "评价内容"),
    "course": Bilingual("Course", "课程"),
    "theme": Bilingual("Theme", "主题"),
}

#: Code list of a dimension whose values are codes.
CODE_LISTS = {
    "level": "level",
    "gender": "gender",
    "entry_band": "entry_band",
    "origin": "origin",
    "origin_region": "region",
    "region": "region",
    "domicile": "domicile",
    "hardship": "yes_no",
    "disability": "yes_no",
}

NOT_RECORDED = Bilingual("Not recorded", "未登记")


def value_labels(snapshot: Snapshot, dimension: str, lang: str) -> dict[object, str]:
    """Label of every value of a dimension that has labels; empty where the value is its own."""
    key = (dimension, lang)
    if key not in snapshot.labels:
        snapshot.labels[key] = _read_labels(snapshot, dimension, lang)
    return snapshot.labels[key]


def _read_labels(snapshot: Snapshot, dimension: str, lang: str) -> dict[object, str]:
    info = snapshot.info()
    if dimension in ("school", "category", "class"):
        p = info.programmes
        return dict(zip(p[dimension], p[f"{dimension}_{lang}"], strict=True))
    if dimension == "programme":
        p = info.programmes[info.programmes["is_latest"]]
        return dict(zip(p["programme"], p[f"name_{lang}"], strict=True))
    if dimension in ("item", "pair"):
        known = info.items if dimension == "item" else info.pairs
        return {r[f"{dimension}_id"]: _question(r, lang) for r in known.to_dict("records")}
    if dimension == "course":
        p = info.courses
        return {} if p is None else dict(zip(p["course_id"], p[f"name_{lang}"], strict=True))
    if dimension == "theme" and "dim_theme" in snapshot.tables:
        known = snapshot.table("dim_theme")
        return dict(zip(known["theme"], known[f"label_{lang}"], strict=True))
    if dimension in CODE_LISTS:
        name = CODE_LISTS[dimension]
        return {c: snapshot.label(name, c, lang) for c in info.codes.get(name, {})}
    return {}


def _question(row: dict, lang: str) -> str:
    """Short label of a question, its wording where it has none, the other language at need."""
    other = "en" if lang == "zh" else "zh"
    names = (f"label_{lang}", f"wording_{lang}", f"label_{other}", f"wording_{other}")
    found = (row.get(name) for name in names)
    return next((str(x) for x in found if x and x == x), str(row.get("item") or row.get("pair")))


def answer_label(reader: Reader, item: str, code: str) -> str:
    """What an option of a question is called: label of its scale, the code where it has none."""
    info = reader.snapshot.info()
    scale = dict(zip(info.items["item_id"], info.items["scale"], strict=True)).get(item)
    rows = info.scales[(info.scales["scale"] == scale) & (info.scales["code"] == code)]
    order = ("zh", "en") if reader.lang == "zh" else ("en", "zh")
    found = (row[f"label_{x}"] for row in rows.to_dict("records") for x in order)
    return next((str(x) for x in found if x and x == x), str(code))


def label(reader: Reader, dimension: str, value: object) -> str:
    """What a reader sees for one value of a dimension; missing values say that they are."""
    if value is None or value != value:
        return NOT_RECORDED(reader.lang)
    return value_labels(reader.snapshot, dimension, reader.lang).get(value, str(value))


def population_words(snapshot: Snapshot, filters: Filters, answers: bool = False) -> str:
    """What a population counts: all graduates, or those the source holds where it holds fewer.

    Of ``answers`` to a survey it counts who was asked. A message id.
    """
    if answers:
        return mark("Respondents")
    info = snapshot.info()
    whole = all(info.population.get(c, WHOLE) == WHOLE for c in filters.cohorts or info.cohorts)
    return mark("All graduates") if whole else mark("Graduates in the source")


def name_label(reader: Reader, labels: str | None, name: object) -> str:
    """A name as the data have it, or the label of the code it is.

    ``labels`` is the code list it may come from.
    """
    if labels is None:
        return str(name)
    if str(name) in reader.snapshot.info().codes.get(labels, {}):
        return reader.snapshot.label(labels, str(name), reader.lang)
    return code_list(labels).label(str(name), reader.lang)


def field_label(reader: Reader, name: str) -> str:
    """The field of an external figure in the reader's language, where it is a discipline or field
    of study here, in either language; else as its source writes it."""
    for dimension in ("category", "class"):
        known = value_labels(reader.snapshot, dimension, reader.lang)
        for lang in LANGUAGES:
            for code, called in value_labels(reader.snapshot, dimension, lang).items():
                if called == name:
                    return known.get(code) or name
    return name
