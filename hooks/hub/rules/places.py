"""Coordinates lie where they can lie."""

from __future__ import annotations

from collections.abc import Iterator

from hub.geo import is_in_japan
from hub.rules.finding import Case, Finding, Rule


def coordinates_are_whole(case: Case) -> Iterator[Finding]:
    """Ensure that latitude and longitude stand together."""
    for key, name, at, holder, _ in case.points:
        if (holder.latitude is None) != (holder.longitude is None):
            field, other = ("latitude", "経度") if holder.longitude is None else ("longitude", "緯度")
            word = type(holder).model_fields[field].title
            message = f"{name}に、{word}だけがあって{other}がありません。"
            remedy = f"{other}も書くか、{word}の行を消してください。"
            yield Finding(key, (*at, field), message, remedy)


def coordinates_are_possible(case: Case) -> Iterator[Finding]:
    """Ensure that coordinates are on the Earth, and a place in Japan is in Japan."""
    for key, name, at, holder, at_home in case.points:
        latitude, longitude = holder.latitude, holder.longitude
        if latitude is None or longitude is None or (key[0] != "abroad" and is_in_japan(latitude, longitude)):
            continue
        shown = f"(緯度{latitude:.10g}、経度{longitude:.10g})"
        if is_in_japan(longitude, latitude):
            message = f"{name}の位置{shown}は、緯度と経度が入れかわっているようです。"
            remedy = f"「latitude: \"{longitude:.10g}\"」「longitude: \"{latitude}\"」ではありませんか。"  # fmt: skip
            yield Finding(key, (*at, "latitude"), message, remedy)
        elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            message = f"{name}の位置{shown}は、地球の上にありません。"
            remedy = "緯度は-90から90、経度は-180から180の度です。地図で調べて、35.6663 のような小数で書いてください。"
            yield Finding(key, (*at, "latitude"), message, remedy)
        elif at_home and not is_in_japan(latitude, longitude):
            message = f"{name}の位置{shown}は、日本の外です。"
            online = "オンラインの催しなら、緯度と経度を消してください。" if key[0] == "events" else ""
            remedy = f"地図で調べ直してください。{online}"
            yield Finding(key, (*at, "latitude"), message, remedy)
        elif key[0] == "abroad" and is_in_japan(latitude, longitude):
            message = f"{name}は海外のまちですが、位置{shown}が日本の中です。"
            remedy = "地図で調べ直してください。日本のまちなら municipalities にコードで書きます。"
            yield Finding(key, (*at, "latitude"), message, remedy, "notice")


RULES: tuple[Rule, ...] = (coordinates_are_whole, coordinates_are_possible)
