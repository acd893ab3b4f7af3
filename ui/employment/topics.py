"""What can be ranked of work and further study: one table, for the employment page and the profile.

Every text is a message id. ``group`` is the group of destinations a topic can be on record for,
``plural`` names what is ranked, ``several`` counts it ({k}; Chinese has a measure word for each),
``whom`` those who have one, ``rest`` the row of all smaller ones ({n} says how many names stand
behind it). A caveat may name the base of a named employer ({n}).
"""

from dataclasses import dataclass

from yardstick.text import mark


@dataclass(frozen=True)
class Topic:
    """One ranking: its column of the mart, and every word that stands around it."""

    key: str
    column: str
    group: str
    question: str
    heading: str
    plural: str
    several: str
    whom: str
    rest: str = mark("All others")
    caveats: tuple[str, ...] = ()


INDUSTRIES = Topic(
    key="industries",
    column="industry",
    group="employed",
    question=mark("Which industries took them?"),
    heading=mark("Industry"),
    plural=mark("industries"),
    several=mark("{k} industries"),
    whom=mark("graduates in work whose industry is on record"),
)
REGIONS = Topic(
    key="regions",
    column="region",
    group="employed",
    question=mark("Where do they work?"),
    heading=mark("Region"),
    plural=mark("regions"),
    several=mark("{k} regions"),
    whom=mark("graduates in work whose region is on record"),
)
EMPLOYERS = Topic(
    key="employers",
    column="employer",
    group="employed",
    question=mark("Which employers took them?"),
    heading=mark("Employer"),
    plural=mark("employers"),
    several=mark("{k} employers"),
    whom=mark("graduates in work whose employer is on record"),
    rest=mark("Other employers ({n})"),
    caveats=(mark("Employers of fewer than {n} graduates in view are counted together."),),
)
EMPLOYER_TYPES = Topic(
    key="employer_types",
    column="employer_type",
    group="employed",
    question=mark("What kind of employers are they?"),
    heading=mark("Kind of employer"),
    plural=mark("kinds of employer"),
    several=mark("{k} kinds of employer"),
    whom=mark("graduates in work whose kind of employer is on record"),
)
OCCUPATIONS = Topic(
    key="occupations",
    column="occupation",
    group="employed",
    question=mark("What work do they do?"),
    heading=mark("Occupation"),
    plural=mark("occupations"),
    several=mark("{k} occupations"),
    whom=mark("graduates in work whose occupation is on record"),
)
INSTITUTIONS = Topic(
    key="institutions",
    column="study_institution",
    group="study",
    question=mark("Where do they study on?"),
    heading=mark("Institution"),
    plural=mark("institutions"),
    several=mark("{k} institutions"),
    whom=mark("graduates in further study whose institution is on record"),
    rest=mark("Other institutions ({n})"),
)
COUNTRIES = Topic(
    key="countries",
    column="study_country",
    group="study",
    question=mark("In which country or region?"),
    heading=mark("Country or region"),
    plural=mark("countries or regions"),
    several=mark("{k} countries or regions"),
    whom=mark("graduates in further study whose country is on record"),
)
