"""Every statement says where it is from, and stands in one place."""

from __future__ import annotations

from collections.abc import Iterator

from hub.rules.finding import Case, Finding, Rule


def partner_has_something_to_tell(case: Case) -> Iterator[Finding]:
    """Ensure that something is known of each municipality besides its name."""
    hub, content = case.hub, case.hub.content
    told = set(content.articles) | set(content.cover.matter.story_partners)
    for pages in (content.initiatives, content.districts, content.issues):
        for page in pages.values():
            told.update(page.matter.partners)
    for key, town in case.in_sections("municipalities"):
        code = town.code
        if town.ties or town.specialities or town.sights or code in told:
            continue
        if not (hub.agreements_of.get(code) or hub.events_of.get(code) or hub.associations_of.get(code)):
            message = f"{town.name}に、つながりも協定も催しもありません。"
            remedy = f"{hub.site.ward.name}とどんな縁があるのかを、「ties:」に出典と合わせて書いてください。"
            yield Finding(key, (), message, remedy, "notice")


def contact_is_kept_in_one_place(case: Case) -> Iterator[Finding]:
    """Ensure that the ward's own telephone number stands only in `mkdocs.yml`."""
    ward = case.hub.site.ward.contact
    for key, record in case.written:
        contact = getattr(record, "contact", None)
        if contact is None:
            continue
        many = contact if isinstance(contact, tuple) else (contact,)
        for index, one in enumerate(many):
            if one.phone is None or one.phone != ward.phone:
                continue
            at = ("contact", index, "phone") if isinstance(contact, tuple) else ("contact", "phone")
            same = "" if one.office == ward.office else f"(担当の名前だけが「{one.office}」と違います)"
            message = f"「{case.title(key, record)}」の電話「{one.phone}」は、区の問い合わせ先と同じです{same}。"
            remedy = "「contact:」を消してください。区の番号が変わったとき、mkdocs.yml の一か所だけで直せます。"
            yield Finding(key, at, message, remedy, "notice")


def area_has_its_day(case: Case) -> Iterator[Finding]:
    """Ensure that a district's area says of which day it is: no number without its day."""
    for index, district in enumerate(case.hub.site.ward.districts):
        if district.area_km2 is not None and district.as_of is None:
            message = f"「{district.name}」の面積に、基準日(as_of)がありません。"
            remedy = "いつの数かを「as_of: 2023-09-14」のように書いてください。"
            yield Finding(("site", "extra"), ("ward", "districts", index, "area_km2"), message, remedy)


def document_is_registered_once(case: Case) -> Iterator[Finding]:
    """Ensure that no document is registered twice."""
    first: dict[str, str] = {}
    for key, document in case.in_sections("documents"):
        owner = first.setdefault(document.url or f"#{document.id}", document.id)
        if owner != document.id:
            message = f"資料「{document.title}」の住所は、資料「{owner}」と同じです。"
            remedy = f"同じ資料なら一つにまとめ、出典のidを「{owner}」にそろえてください。"
            yield Finding(key, ("url",), message, remedy, "notice")


def document_is_cited(case: Case) -> Iterator[Finding]:
    """Ensure that each registered document is the source of something."""
    cited = {name for *_, name in case.cited}
    for key, document in case.in_sections("documents"):
        if cited.isdisjoint((document.id, document.url or document.id)):
            message = f"資料「{document.title}」({document.id})が、どの記録の出典にもなっていません。"
            yield Finding(
                key, (), message, "使わないなら消してください。使うなら、記録の出典に書いてください。", "notice"
            )


RULES: tuple[Rule, ...] = (
    partner_has_something_to_tell,
    contact_is_kept_in_one_place,
    area_has_its_day,
    document_is_registered_once,
    document_is_cited,
)
