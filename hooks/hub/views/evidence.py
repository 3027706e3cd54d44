"""The end of every page: whom to ask, when it was confirmed, where it is from, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.common import Contact


@plain
class Source:
    """A cited document as readers see it."""

    title: str
    section: str
    dated: str
    url: str


@plain
class ContactView:
    """Whom to ask, line by line."""

    office: str
    phone: str
    hours: str
    address: str
    url: str


@plain
class Colophon:
    """The end of every page: whom to ask, when it was confirmed, where it is from."""

    contacts: tuple[ContactView, ...]
    confirmed: str
    sources: tuple[Source, ...]
    judged: bool
    edit: str
    report: str


_ASK = quote("ページ: ") + "{page}" + quote("\nまちがっているところ: \n正しい内容と、分かれば資料: \n")


@cache
def _quoted(text: str) -> str:
    return quote(text)


def sources(hub: Hub, *records: Any) -> tuple[Source, ...]:
    """Every source of some records, each once, in the order they come."""
    cited: dict[str, None] = {}
    for record in records:
        for source in getattr(record, "source", None) or ():
            cited[source] = None
    return tuple(_source(hub, source) for source in cited)


def _source(hub: Hub, cited: str) -> Source:
    if cited.startswith("http"):
        document = hub.documents_by_url.get(cited)
        if document is None:
            return Source(urlsplit(cited).hostname or cited, "", "", cited)
        section = ""
    else:
        name, _, section = cited.partition("「")
        document = hub.documents.get(name)
        if document is None:
            return Source(cited, "", "", "")
    dated = dates.say_plain(document.dated_on) if document.dated_on else ""
    title = document.title if document.publisher in document.title else f"{document.publisher} {document.title}"
    return Source(title, section.removesuffix("」"), dated, document.url or "")


def contact_view(contact: Contact) -> ContactView:
    """A contact, with nothing where nothing is known."""
    return ContactView(
        contact.office, contact.phone or "", contact.hours or "", contact.address or "", contact.url or ""
    )


def colophon(hub: Hub, address: str, *records: Any, contacts: Iterable[Contact] = ()) -> Colophon:
    """Whom to ask, when the facts were confirmed and where they are from."""
    confirmed = [day for record in records if (day := getattr(record, "confirmed_on", None)) is not None]
    asked = [contact_view(contact) for contact in dict.fromkeys(contacts)] or [contact_view(hub.site.ward.contact)]
    return Colophon(
        contacts=tuple(asked),
        confirmed=_confirmed(max(confirmed)) if confirmed else "",
        sources=sources(hub, *records),
        judged="medium" in [getattr(record, "confidence", "") for record in records],
        edit=edit_address(hub, address),
        report=mistake_mail(hub, address),
    )


@lru_cache(8192)
def _confirmed(day: date) -> str:
    return dates.say_plain(dates.day_of(day))


def edit_address(hub: Hub, address: str) -> str:
    """Where staff mend what the page shows: the record's line, or the page's file."""
    where = hub.where.get(address)
    if where is None or not hub.setting.edit_base:
        return ""
    return f"{hub.setting.edit_base.rstrip('/')}/{_quoted(where.path)}" + (f"#L{where.line}" if where.line else "")


def mistake_mail(hub: Hub, address: str) -> str:
    """A mailto: with the page's address in the subject, for telling of a mistake."""
    subject, page = _quoted(f"{hub.site.name}のまちがい "), _quoted(hub.setting.site_url.rstrip("/")) + address
    return f"mailto:{hub.site.operator.mail}?subject={subject}{address}&body={_ASK.format(page=page)}"
