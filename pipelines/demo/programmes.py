"""The programmes of the demo institution: names, schools, fields of study and their parameters."""

import csv
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("programmes.csv")

#: School code -> names.
SCHOOLS: dict[str, tuple[str, str]] = {
    "CS": ("School of Computing", "计算机学院"),
    "EE": ("School of Electrical and Electronic Engineering", "电气与电子工程学院"),
    "ME": ("School of Mechanical and Vehicle Engineering", "机械与车辆工程学院"),
    "CE": ("School of Civil Engineering and Architecture", "土木与建筑学院"),
    "CH": ("School of Chemistry and Materials", "化学与材料学院"),
    "SC": ("School of Science", "理学院"),
    "BM": ("School of Economics and Management", "经济与管理学院"),
    "HL": ("School of Humanities, Languages and Law", "人文与法学院"),
    "MD": ("School of Medicine and Pharmacy", "医药学院"),
    "AC": ("School of Arts and Communication", "艺术与传媒学院"),
}

#: Discipline categories of the national catalogue.
CATEGORIES: dict[str, tuple[str, str]] = {
    "02": ("Economics", "经济学"),
    "03": ("Law", "法学"),
    "05": ("Literature", "文学"),
    "07": ("Science", "理学"),
    "08": ("Engineering", "工学"),
    "10": ("Medicine", "医学"),
    "12": ("Management", "管理学"),
    "13": ("Arts", "艺术学"),
}

#: Discipline classes, undergraduate and (M) postgraduate catalogues.
CLASSES: dict[str, tuple[str, str]] = {
    "0201": ("Economics", "经济学类"),
    "0203": ("Finance", "金融学类"),
    "0301": ("Law", "法学类"),
    "0501": ("Chinese language and literature", "中国语言文学类"),
    "0502": ("Foreign languages and literature", "外国语言文学类"),
    "0503": ("Journalism and communication", "新闻传播学类"),
    "0701": ("Mathematics", "数学类"),
    "0702": ("Physics", "物理学类"),
    "0703": ("Chemistry", "化学类"),
    "0712": ("Statistics", "统计学类"),
    "0802": ("Mechanics", "机械类"),
    "0804": ("Materials", "材料类"),
    "0805": ("Energy and power", "能源动力类"),
    "0806": ("Electrical engineering", "电气类"),
    "0807": ("Electronic information", "电子信息类"),
    "0808": ("Automation", "自动化类"),
    "0809": ("Computing", "计算机类"),
    "0810": ("Civil engineering", "土木类"),
    "0813": ("Chemical engineering and pharmaceutics", "化工与制药类"),
    "0825": ("Environmental science and engineering", "环境科学与工程类"),
    "0828": ("Architecture", "建筑类"),
    "1004": ("Public health and preventive medicine", "公共卫生与预防医学类"),
    "1007": ("Pharmacy", "药学类"),
    "1010": ("Medical technology", "医学技术类"),
    "1011": ("Nursing", "护理学类"),
    "1201": ("Management science and engineering", "管理科学与工程类"),
    "1202": ("Business administration", "工商管理类"),
    "1208": ("E-commerce", "电子商务类"),
    "1302": ("Music and dance", "音乐与舞蹈学类"),
    "1305": ("Design", "设计学类"),
    "M0202": ("Applied economics", "应用经济学"),
    "M0301": ("Law", "法学"),
    "M0502": ("Foreign languages and literature", "外国语言文学"),
    "M0701": ("Mathematics", "数学"),
    "M0702": ("Physics", "物理学"),
    "M0802": ("Mechanical engineering", "机械工程"),
    "M0805": ("Materials science and engineering", "材料科学与工程"),
    "M0808": ("Electrical engineering", "电气工程"),
    "M0810": ("Information and communication engineering", "信息与通信工程"),
    "M0812": ("Computer science and technology", "计算机科学与技术"),
    "M0814": ("Civil engineering", "土木工程"),
    "M0817": ("Chemical engineering and technology", "化学工程与技术"),
    "M0854": ("Electronic information", "电子信息"),
    "M1004": ("Public health and preventive medicine", "公共卫生与预防医学"),
    "M1007": ("Pharmacy", "药学"),
    "M1202": ("Business administration", "工商管理"),
    "M1251": ("Business administration (professional)", "工商管理（专业学位）"),
    "M1305": ("Design", "设计学"),
}

LEVELS = ("bachelor", "master", "doctor")


@dataclass(frozen=True)
class Programme:
    """One code-period with the parameters of its graduates.

    ``size``: relative number of graduates a cohort. ``intake``: mean entry percentile, None after
    the bachelor. ``study``: share going on to further study. ``demand``: eta of the labour market
    for the field. ``pay``: log pay over the average field. ``match``: share in own field.
    """

    code: str
    name_en: str
    name_zh: str
    school: str
    level: str
    valid_from: int | None
    valid_to: int | None
    predecessor: str
    size: float
    intake: float | None
    study: float
    demand: float
    pay: float
    match: float

    def runs_in(self, cohort: int) -> bool:
        return (self.valid_from or 0) <= cohort <= (self.valid_to or 9999)

    @property
    def class_code(self) -> str:
        """Postgraduate classes share one code between master and doctor."""
        return self.code[:4] if self.level == "bachelor" else "M" + self.code[1:5]

    @property
    def category_code(self) -> str:
        return self.class_code.removeprefix("M")[:2]


def programmes() -> list[Programme]:
    """All code-periods in the order of the table."""
    with TABLE.open(encoding="utf-8", newline="") as f:
        return [
            Programme(
                code=r["code"],
                name_en=r["name_en"],
                name_zh=r["name_zh"],
                school=r["school"],
                level=r["level"],
                valid_from=int(r["valid_from"]) if r["valid_from"] else None,
                valid_to=int(r["valid_to"]) if r["valid_to"] else None,
                predecessor=r["predecessor"],
                size=float(r["size"]),
                intake=float(r["intake"]) if r["intake"] else None,
                study=float(r["study"]),
                demand=float(r["demand"]),
                pay=float(r["pay"]),
                match=float(r["match"]),
            )
            for r in csv.DictReader(f)
        ]
