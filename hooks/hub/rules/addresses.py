"""Each address belongs to one record, and each page to a record that exists."""

from __future__ import annotations

from collections.abc import Iterator

from hub.assembling import ADDRESSES
from hub.rules.finding import Case, Finding, Rule

_WORDS = {"associations": "団体", "abroad": "海外のまち", "organisations": "企業・団体"}


def id_is_shared_by_no_other(case: Case) -> Iterator[Finding]:
    """Ensure that associations, towns abroad and organisations have ids of their own: all may be named as a partner."""
    first: dict[str, str] = {}
    for section, word in _WORDS.items():
        for key in sorted(case.register.declared(section)):
            other = first.setdefault(key, section)
            if other != section:
                name = case.register.names[section, key]
                owner = case.register.names[other, key]
                message = f"{word}「{name}」のid「{key}」は、{_WORDS[other]}「{owner}」のidと同じです。"
                remedy = "催しや協定の相手をこのidで書くので、見分けがつくように、どちらかのidを変えてください。"
                yield Finding((section, key), ("id",), message, remedy)


def article_has_a_partner(case: Case) -> Iterator[Finding]:
    """Ensure that each article in `content/partners/` is that of a partner."""
    known = set().union(*map(case.register.declared, ("municipalities", "associations", "abroad")))
    for name in sorted(case.register.declared("articles") - known):
        place = case.hub.gazetteer.by_code(name)
        whose = f"「{name}」({place.full_name})" if place else f"「{name}」"
        message = f"{whose}は、partners.yaml にありません。この記事は、どのページにも載りません。"
        near = "" if place else case.guess(name, known)
        hint = f"ファイルの名前は「{near}.md」ではありませんか。" if near else ""
        remedy = (
            hint
            or "partners.yaml の municipalities に足すか、ファイルの名前を、載せるまちのコードかidに直してください。"
        )
        yield Finding(("articles", name), (), message, remedy)


def district_has_settings(case: Case) -> Iterator[Finding]:
    """Ensure that each district's page has its settings in `mkdocs.yml`."""
    for slug in sorted(case.register.declared("content/districts") - {"index"} - set(case.hub.districts)):
        message = f"地区「{slug}」が、mkdocs.yml の districts にありません。このページは、サイトに載りません。"
        near = case.guess(slug, case.hub.districts)
        remedy = (
            f"ファイルの名前は「{near}.md」ではありませんか。" if near else "mkdocs.yml の districts に足してください。"
        )
        yield Finding(("content/districts", slug), (), message, remedy)


def district_has_a_page(case: Case) -> Iterator[Finding]:
    """Ensure that each district in `mkdocs.yml` has its page."""
    written = case.register.declared("content/districts")
    for index, district in enumerate(case.hub.site.ward.districts):
        if district.id not in written:
            message = f"「{district.name}」のページ content/districts/{district.id}.md がありません。"
            remedy = "ほかの地区のページを写して、ファイルを作ってください。"
            yield Finding(("site", "extra"), ("ward", "districts", index), message, remedy)


def moved_address_leads_on(case: Case) -> Iterator[Finding]:
    """Ensure that a moved address has no record of its own any more, and leads to a page that has."""
    for key, moved in case.in_sections("moved"):
        if moved.address in case.living:
            message = f"「{moved.title}」の元の住所「{moved.address}」には、まだ記録があります。"
            yield Finding(key, ("address",), message, "記録を消すか、moved のこの項目を消してください。")
        if moved.to and moved.to not in case.living | faulty_addresses(case):
            message = f"「{moved.title}」の新しい住所「{moved.to}」のページがありません。"
            near = case.guess(moved.to, case.living)
            remedy = f"「{near}」ではありませんか。" if near else "住所を確かめるか、to を消してください。"
            yield Finding(key, ("to",), message, remedy)


def faulty_addresses(case: Case) -> set[str]:
    """Addresses of records whose fault is told elsewhere."""
    declared = case.register.declared
    return {form.format(key) for section, form in ADDRESSES.items() for key in declared(section)}


RULES: tuple[Rule, ...] = (
    id_is_shared_by_no_other,
    article_has_a_partner,
    district_has_settings,
    district_has_a_page,
    moved_address_leads_on,
)
