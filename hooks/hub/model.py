"""The Hub: every checked record, immutable, sorted once, with named look-ups. Checks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from hub.album import Album, Fault, Shot
from hub.cards import Press
from hub.geo import Projection
from hub.municipalities import Gazetteer
from hub.schema.content import About, Booklet, Cover, District, Initiative, Issue, Listing, Written
from hub.schema.events import Event, Series
from hub.schema.kiosk import Emergency, Notice, Screen, Slide
from hub.schema.partners import Agreement, Document, Framework, Moved, PartnerRecord, Tie
from hub.schema.site import DistrictArea, Site

T = TypeVar("T", bound=Written | Listing | Booklet)
OWN_NAMES = "photos"  # the folder of assets whose names already change with what they hold
PartnerKind = Literal["municipality", "prefecture", "association", "abroad", "organisation"]


@dataclass(frozen=True, slots=True)
class Where:
    """Where staff mend a record."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Partner:
    """One the ward works with: a record joined with what the table of municipalities knows."""

    key: str
    kind: PartnerKind
    name: str
    kana: str
    romaji: str
    prefecture: str
    latitude: float | None
    longitude: float | None
    record: PartnerRecord
    address: str
    members: tuple[str, ...] = ()

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Its ties, as written."""
        return self.record.ties


@dataclass(frozen=True, slots=True)
class Reach:
    """How far and where from the ward's office: whole km, one of 16 directions, km east and south."""

    km: int
    direction: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What the build is told from outside: the day and moment, where the site and its sources live, the words.

    Without an album nobody looks at photographs, and none is shown.
    """

    today: date
    site_url: str = ""
    edit_base: str = ""
    words: NullTranslations = field(default_factory=NullTranslations, compare=False)
    built_at: datetime | None = field(default=None, compare=False)
    assets: str = "assets"  # what the folder of styles, scripts and drawings is called
    album: Album | None = None
    press: Press | None = None  # draws the cards of pages, if they are wanted
    cache: Path | None = None  # where what costs much is kept between builds

    def kept_in(self, name: str) -> Path | None:
        """The folder for one kind of what is kept between builds, if anything is."""
        return self.cache and self.cache / name

    def placed(self, path: str) -> str:
        """Where a file of the site lies, given where it lies in a build that is not published."""
        if not path.startswith("assets/") or path.startswith(f"assets/{OWN_NAMES}/"):
            return path
        return f"{self.assets}/{path.removeprefix('assets/')}"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A file of `content/`: its name, checked front matter and Markdown."""

    slug: str
    matter: T
    body: str


@dataclass(frozen=True)
class Content:
    """Everything written in Markdown."""

    cover: Page[Cover]
    listings: Mapping[str, Page[Listing]]
    initiatives: Mapping[str, Page[Initiative]]
    districts: Mapping[str, Page[District]]
    issues: Mapping[str, Page[Issue]]
    booklets: Mapping[str, Page[Booklet]]
    abouts: Mapping[str, Page[About]]
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Display:
    """What staff say about the lobby display."""

    screens: Mapping[str, Screen]
    slides: Mapping[str, Slide]
    notices: Mapping[str, Notice]
    emergency: tuple[Emergency, ...]


@dataclass(frozen=True)
class Hub:
    """All that is known, on one day. Events, in all that holds them, stand in the order of their first days."""

    site: Site
    setting: Setting
    gazetteer: Gazetteer
    projection: Projection
    documents: Mapping[str, Document]
    documents_by_url: Mapping[str, Document]
    frameworks: Mapping[str, Framework]
    agreements: Mapping[str, Agreement]
    partners: Mapping[str, Partner]
    prefectures: Mapping[str, Partner]
    organisations: Mapping[str, Partner]
    series: Mapping[str, Series]
    events: Mapping[str, Event]
    districts: Mapping[str, DistrictArea]
    content: Content
    display: Display
    where: Mapping[str, Where]
    moved: Mapping[str, Moved]
    agreements_of: Mapping[str, tuple[Agreement, ...]]
    current_of: Mapping[str, tuple[Agreement, ...]]
    agreements_under: Mapping[str, tuple[Agreement, ...]]
    coming: Mapping[str, Event]
    ahead: Mapping[str, Event]
    events_of: Mapping[str, tuple[Event, ...]]
    coming_of: Mapping[str, tuple[Event, ...]]
    ahead_of: Mapping[str, tuple[Event, ...]]
    past_of: Mapping[str, tuple[Event, ...]]
    events_in: Mapping[str, tuple[Event, ...]]
    events_for: Mapping[str, tuple[Event, ...]]
    events_at: Mapping[str, tuple[Event, ...]]
    events_by_year: Mapping[int, Mapping[int, tuple[Event, ...]]]  # and month; 0 where it is not known
    associations_of: Mapping[str, tuple[Partner, ...]]
    joined: Mapping[str, tuple[str, ...]]
    tied: Mapping[str, tuple[str, ...]]
    towns_in: Mapping[str, tuple[Partner, ...]]
    reach: Mapping[str, Reach]
    bonds: Mapping[str, str]
    themes: Mapping[str, frozenset[str]]
    districts_of: Mapping[str, frozenset[str]]
    municipalities: tuple[Partner, ...]
    called: Mapping[str, str]  # each by its name, with its prefecture where another town has the same
    merged_from: Mapping[str, tuple[str, ...]]
    issues_of: Mapping[str, tuple[str, ...]]
    positions: Mapping[str, int]
    squares: Mapping[tuple[int, int], list[tuple[float, float, str]]]
    shots: Mapping[str, Shot | Fault]
    rows: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def today(self) -> date:
        """The day for which the site is built."""
        return self.setting.today

    def party(self, key: str) -> Partner | None:
        """A partner of any kind by its code, two digits or id."""
        return self.partners.get(key) or self.prefectures.get(key) or self.organisations.get(key)

    def events_of_year(self, year: int) -> tuple[Event, ...]:
        """The events that begin in a year, those of which the month is not known last."""
        months = self.events_by_year[year]
        return tuple(event for month in (*range(1, 13), 0) for event in months.get(month, ()))

    def name_of(self, key: str) -> str:
        """The name of a partner of any kind, or of a municipality that is not listed."""
        found = self.party(key) or self.gazetteer.by_code(key)
        return found.name if found else key

    @property
    def all_parties(self) -> tuple[Partner, ...]:
        """Partners of every kind."""
        return (*self.partners.values(), *self.prefectures.values(), *self.organisations.values())
