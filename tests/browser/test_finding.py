"""Any town, event or page in a second: the finder and the search, on a phone and a desk, by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "vectors/folding.yaml").read_text("utf-8"))

# What a reader writes, and the page that must come first on the real data.
QUERIES = (
    # かな、カナ、漢字、ローマ字
    ("りしり", "/partners/015181/"),
    ("リシリ", "/partners/015181/"),
    ("ﾘｼﾘ", "/partners/015181/"),
    ("rishiri", "/partners/015181/"),
    ("risiri", "/partners/015181/"),
    ("ＲＩＳＨＩＲＩ", "/partners/015181/"),
    ("利尻", "/partners/015181/"),
    ("利尻富士", "/partners/015199/"),
    ("さっぽろ", "/partners/011002/"),
    ("Sapporo City", "/partners/011002/"),
    ("いわき", "/partners/072044/"),
    ("Iwaki-shi", "/partners/072044/"),
    ("つくば", "/partners/082201/"),
    ("tsukuba", "/partners/082201/"),
    ("tukuba", "/partners/082201/"),
    ("いいで", "/partners/064033/"),
    ("かみこあに", "/partners/053279/"),
    ("ふじ", "/partners/222101/"),
    # 長音
    ("oshu", "/partners/032158/"),
    ("oushuu", "/partners/032158/"),
    ("ōshū", "/partners/032158/"),
    ("osyu-si", "/partners/032158/"),
    ("gujo", "/partners/212199/"),
    ("gujou", "/partners/212199/"),
    ("gujō-shi", "/partners/212199/"),
    ("ooshima", "/partners/133612/"),
    # 字体
    ("奧州", "/partners/032158/"),
    ("五条", "/partners/292079/"),
    ("長﨑市", "/partners/422011/"),
    ("青ケ島", "/partners/134023/"),
    ("青が島", "/partners/134023/"),
    # 都道府県
    ("山形", "/prefectures/06/"),
    ("やまがた", "/prefectures/06/"),
    ("yamagata", "/prefectures/06/"),
    ("北海道", "/prefectures/01/"),
    ("和歌山", "/prefectures/30/"),
    ("和歌山市", "/partners/302015/"),
    ("山形県小国町", "/partners/064017/"),
    ("熊本 小国", "/partners/434248/"),
    # 団体
    ("宗谷", "/partners/soya/"),
    ("そうや", "/partners/soya/"),
    ("souya", "/partners/soya/"),
    # 特産品と見どころ
    ("昆布", "/partners/015199/"),
    ("利尻昆布", "/partners/015199/"),
    ("りんご", "/partners/022101/"),
    ("ringo", "/partners/022101/"),
    ("郡上おどり", "/partners/212199/"),
    ("大花火", "/partners/152056/"),
    # 催し
    ("蛍", "/events/hotaru-2017/"),
    ("ほたる", "/events/hotaru-2017/"),
    ("ホタル", "/events/hotaru-2017/"),
    ("天の川蛍まつり", "/events/hotaru-2017/"),
    # 職員が書いた読み
    ("あまのがわほたる", "/events/hotaru-2017/"),
    ("螢", "/events/hotaru-2017/"),
    ("よねざわぎゅう", "/partners/064017/"),
    ("りしりこんぶ", "/partners/015199/"),
    ("ぐじょうおどり", "/partners/212199/"),
    ("白金阿波おどり", "/events/series/awa/"),
    ("みなと区民祭り", "/events/series/kumin/"),
    ("SDGs学習", "/events/sdgs-wakayama-2023/"),
    # 取組、枠組み、地区、企業、情報誌、案内
    ("マルシェ", "/initiatives/marche/"),
    ("ワーケーション", "/initiatives/workcation/"),
    ("国産材", "/frameworks/timber/"),
    ("赤坂", "/districts/akasaka/"),
    ("芝浦", "/districts/shibaura-konan/"),
    ("日テレ", "/companies/ntv7/"),
    ("三田", "/companies/mita/"),
    ("後藤新平", "/magazine/14/"),
    ("第15号", "/magazine/15/"),
    ("問い合わせ", "/about/contact/"),
    # 米沢・久留米: never another town whose name shares a sign
    ("米沢", "/partners/062022/"),
    ("久留米", "/partners/402036/"),
    # 打ちまちがい
    ("yonesawa", "/partners/062022/"),
    ("さぽろ", "/partners/011002/"),
    ("札幌し", "/partners/011002/"),
    ("kuruem", "/partners/402036/"),
)


def search(page: Page, query: str) -> None:
    page.locator("[name=q]").fill(query)


def first(page: Page) -> str:
    return str(page.locator("[data-results] section:not([hidden]) a").first.evaluate("link => link.pathname"))


def names(page: Page) -> list[str]:
    """The towns that the finder shows."""
    return page.locator(".hub-finder__list:not([data-aside], [hidden]) .hub-card h3 a").evaluate_all(
        "links => links.map((link) => link.textContent.trim())"
    )


def open_facets(page: Page) -> None:
    toggle = page.locator("[data-toggle]")
    if toggle.is_visible() and toggle.get_attribute("aria-expanded") == "false":
        toggle.click()


def fold(page: Page, title: str) -> None:
    """Open what is folded."""
    page.locator("summary", has_text=title).click()


# まちがえずに見つける


def test_best_page_comes_first(page: Page) -> None:
    page.goto("/search/")
    wrong = []
    for query, address in QUERIES:
        search(page, query)
        page.wait_for_function("q => document.querySelector('hub-search').dataset.shown === q", arg=query)
        found = first(page) if page.locator("[data-results] section:not([hidden])").count() else "nothing"
        if found != address:
            wrong.append(f"{query}: {found}, not {address}")
    assert not wrong, "\n".join(wrong)


def module(page: Page, script: str, *given: Any) -> Any:
    """What a function of the matching module makes of something."""
    source = f"""async (given) => {{
      const found = await Promise.all(["folding", "matching"].map((name) => import(`/assets/js/${{name}}.js`)));
      const m = Object.assign({{}}, ...found);
      return ({script})(...given);
    }}"""
    return page.evaluate(source, list(given))


def test_texts_are_folded_as_in_the_build(page: Page) -> None:
    page.goto("/search/")
    for case in VECTORS:
        given = case["written"]
        assert module(page, "(text) => [m.fold(text), m.phrases(m.fold(text))]", given) == [
            case["folded"],
            case["phrases"],
        ]
        if "key" in case:
            assert module(page, "m.romajiKey", given) == case["key"]


@pytest.mark.parametrize(
    ("letters", "kana"), [("rishiri", "りしり"), ("sapporo", "さっぽろ"), ("gyunyu", "ぎゅにゅ"), ("xq", "")]
)
def test_letters_are_read_as_kana(page: Page, letters: str, kana: str) -> None:
    page.goto("/search/")
    assert module(page, "m.kanaOf", letters) == kana


@pytest.mark.parametrize(
    ("written", "is_near"),
    [("rishiri", True), ("risiri", True), ("rixhiri", True), ("rihsiri", True), ("rrishiri", True), ("xxshiri", False)],
)
def test_one_slip_of_the_finger_is_forgiven_but_not_two(page: Page, written: str, is_near: bool) -> None:
    page.goto("/search/")
    assert module(page, "m.isOneSlipFromStart", written, "rishiricho") is is_near


def test_every_two_signs_that_stand_in_the_data_are_found(page: Page) -> None:
    """Any piece of any name, reading, speciality or text finds the page where it stands."""
    page.goto("/search/")
    count, missed = page.evaluate(
        """async () => {
          const { look, ready, shown } = await import('/assets/js/search-index.js');
          const { kindOf } = await ready();
          const missed = [];
          for (const number of kindOf.keys()) {
            const entry = await shown(number);
            for (const text of [entry.name, entry.kana, entry.words, entry.text, entry.line]) {
              for (const part of [number * 7, number * 31 + 5]) {
                const start = part % Math.max(1, text.length - 1);
                const piece = text.slice(start, start + 2 + (number % 4));
                if (!/^[\\p{L}\\p{N}ー]{2,}$/u.test(piece)) continue;
                const { hits } = await look(piece);
                if (!hits.some((hit) => hit.number === number)) missed.push(`${entry.address}: ${piece}`);
              }
            }
          }
          return [kindOf.length, missed];
        }"""
    )
    assert count > 300
    assert missed == []


# 探すページ


def test_results_are_grouped_marked_and_kept_in_the_address(page: Page) -> None:
    page.goto("/search/")
    search(page, "利尻")
    expect(page.locator("[data-kind=partner] h3").first).to_contain_text("利尻町")
    assert page.locator("[data-kind=event] li").count() >= 2
    assert set(page.locator("mark").all_inner_texts()) == {"利尻"}
    expect(page).to_have_url(re.compile(r"\?q=%E5%88%A9%E5%B0%BB$"))
    search(page, "りしりふじ")
    expect(page).to_have_url(re.compile(r"%E3%81%B5%E3%81%98$"))
    page.locator("[data-kind=partner] a").first.click()
    assert "/partners/015199/" in page.url
    page.go_back()
    expect(page.locator("[data-kind=partner] h3").first).to_contain_text("利尻富士町")


def test_address_with_a_query_opens_its_results(page: Page) -> None:
    page.goto("/search/?q=昆布")
    expect(page.locator("[name=q]")).to_have_value("昆布")
    expect(page.locator("[data-results] a").first).to_have_text("利尻富士町")
    expect(page.locator("[data-said]")).to_contain_text("件")


def test_more_results_are_shown_on_demand(page: Page) -> None:
    page.goto("/search/?q=マルシェ")
    more = page.locator("[data-kind=event] [data-more]")
    expect(more).to_be_visible()
    more.click()
    expect(more).to_be_hidden()
    expect(page.locator("[data-kind=event] li").nth(20)).to_be_attached()  # their texts are fetched first
    assert page.evaluate("document.activeElement.closest('li') !== null")


def test_nothing_found_says_so_and_helps(page: Page) -> None:
    page.goto("/search/")
    search(page, "zzqqxx")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-ways]")).to_be_visible()
    expect(page.locator("[data-said]")).to_have_text("見つかりませんでした")


def test_search_by_keyboard_alone(page: Page) -> None:
    page.goto("/partners/072044/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("sapporo/")  # in the field it is a sign like any other
    page.keyboard.press("Backspace")
    expect(page.locator("[data-results] a").first).to_have_text("札幌市")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/011002/")


def test_shortcut_can_be_switched_off(page: Page) -> None:
    page.goto("/search/")
    page.locator("hub-shortcut-switch input").uncheck()
    page.goto("/partners/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")
    page.goto("/search/")
    expect(page.locator("hub-shortcut-switch input")).not_to_be_checked()


def test_names_are_found_offline_and_the_page_says_that_it_is_not_all(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/search/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    search(page, "くるめ")
    expect(page.locator("[data-results] a").first).to_have_text("久留米市")
    expect(page.locator("[data-partly]")).to_be_visible()
    context.set_offline(False)
    search(page, "久留米")
    expect(page.locator("[data-partly]")).to_be_hidden()
    context.close()


def test_what_is_written_is_never_run(page: Page) -> None:
    trap = "<img src=x onerror=alert(1)>"
    page.goto(f"/search/?q={trap}")
    search(page, f"{trap} 利尻")
    page.goto(f"/partners/?q={trap}")
    expect(page.locator("[data-empty]")).to_be_visible()
    assert page.locator("img").count() == 0


def test_markup_in_the_data_is_shown_as_it_is_written(browser: Browser, sample_address: str) -> None:
    """The sample's names and texts hold markup: in results, marks, excerpts and cards it stays text."""
    context = browser.new_context(base_url=sample_address)
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.goto("/search/?q=題名")
    expect(page.locator("[data-results] h3 a").first).to_contain_text("<script>alert('題名')</script> & 'その他'")
    expect(page.locator("[data-results] mark").first).to_have_text("題名")
    for query in ("script", "alert", "<img", "onerror", "&"):
        search(page, query)
        page.wait_for_function("q => document.querySelector('hub-search').dataset.shown === q", arg=query)
    assert page.locator("[data-results] :is(img, script, iframe)").count() == 0
    page.goto("/partners/?q=みそ")
    expect(page.locator("[data-found-list] h3 a").first).to_have_text("喜多方市")
    assert page.locator("[data-found-list] :is(img, script, iframe)").count() == 0
    assert ran == []
    context.close()


# まちを探す


def test_finder_narrows_as_one_writes(page: Page) -> None:
    page.goto("/partners/")
    assert len(names(page)) > 100
    search(page, "りしり")
    expect(page.locator("[data-list]")).to_be_hidden()
    assert names(page)[:2] == ["利尻町", "利尻富士町"]
    search(page, "りしりふ")
    expect(page.locator("[data-count]")).to_have_text("1")
    assert names(page) == ["利尻富士町"]
    expect(page.locator("[data-said]")).to_have_text("1のまちが見つかりました")
    expect(page).to_have_url(re.compile(r"/partners/\?q="))
    search(page, "")
    expect(page.locator("[data-count]")).to_have_text("126")
    assert len(names(page)) > 100


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("rishiri", "利尻町"),
        ("昆布", "利尻富士町"),
        ("郡上おどり", "郡上市"),
        ("天の川蛍祭り", "庄内町"),
        ("山形 小国", "小国町"),
        ("oguni", "小国町"),
        ("rishri", "利尻町"),
        ("いわし市", "いわき市"),
    ],
)
def test_finder_shows_the_best_town_first(page: Page, query: str, name: str) -> None:
    page.goto("/partners/")
    search(page, query)
    expect(page.locator("[data-list]")).to_be_hidden()
    assert names(page)[0] == name


def test_what_is_found_stands_on_the_first_screen(page: Page) -> None:
    page.goto("/partners/")
    search(page, "りしり")
    expect(page.locator("[data-found-list] h3 a").first).to_be_in_viewport()
    expect(page.locator("#facets")).to_be_hidden()
    open_facets(page)
    expect(page.locator("#facets")).to_be_visible()


def test_towns_of_a_prefecture_come_first_under_its_name(page: Page) -> None:
    page.goto("/partners/")
    search(page, "やまがた")
    expect(page.locator("[data-found-list] h2").first).to_contain_text("山形県")
    expect(page.locator("[data-found-list] h2 small").first).to_have_text("11")


def test_facets_narrow_count_and_stay_in_the_address(page: Page) -> None:
    page.goto("/partners/")
    open_facets(page)
    page.locator("label", has=page.locator("[name=framework][value=timber]")).click()
    expect(page.locator("[data-count]")).to_have_text("42")
    expect(page.locator("label", has=page.locator("[name=bond][value=agreement] ")).locator("b")).to_have_text("42")
    fold(page, "都道府県")
    page.locator("label", has=page.locator("[name=pref][value='06']")).click()
    expect(page).to_have_url(re.compile(r"framework=timber&pref=06$"))
    few = names(page)
    assert 0 < len(few) < 11
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("42")
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("126")
    page.goto("/partners/?framework=timber&pref=06")
    expect(page.locator("[data-count]")).to_have_text(str(len(few)))
    assert names(page) == few
    page.locator("[data-clear]").click()
    expect(page.locator("[data-count]")).to_have_text("126")
    assert page.url.endswith("/partners/")


@pytest.mark.parametrize(
    ("title", "query", "word", "name"),
    [
        ("テーマ", "theme=work", "働く・滞在する", "利尻富士町"),
        ("地方", "region=tohoku", "東北", "いわき市"),
        ("総合支所の地区", "district=akasaka", "赤坂地区", "郡上市"),
    ],
)
def test_facet_leaves_as_many_towns_as_it_says(page: Page, title: str, query: str, word: str, name: str) -> None:
    page.goto("/partners/")
    open_facets(page)
    fold(page, title)
    key, value = query.split("=")
    chip = page.locator("label", has=page.locator(f"[name={key}][value={value}]"))
    count = chip.locator("b").inner_text()
    chip.click()
    expect(page.locator("[data-count]")).to_have_text(count)
    expect(page).to_have_url(re.compile(f"{query}$"))
    expect(page.locator(f"[data-chosen={key}]")).to_have_text(word)
    assert name in names(page)
    page.reload()
    expect(page.locator("[data-count]")).to_have_text(count)
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("126")


def test_towns_with_something_to_come_are_found_by_the_clock_of_the_reader(
    browser: Browser, sample_address: str
) -> None:
    context = browser.new_context(base_url=sample_address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    counts = []
    for day in ("2026-11-20", "2026-12-01", "2030-01-01"):
        page.clock.set_fixed_time(f"{day}T12:00:00+09:00")
        page.goto("/partners/?event=ahead")
        expect(page.locator("[data-chosen=event]")).to_have_text("予定あり")
        counts.append(int(page.locator("[data-count]").inner_text()))
    context.close()
    assert counts[0] >= counts[1] > counts[2] == 0


def test_order_is_by_distance_or_by_age(page: Page) -> None:
    page.goto("/partners/?order=near")
    expect(page.locator("[data-found-list] .hub-card").first).to_be_visible()
    far = page.locator("[data-found-list] .hub-card__km .hub-num").all_text_contents()
    kilometres = [int(text.replace(",", "")) for text in far]
    assert kilometres == sorted(kilometres)
    page.locator("[data-more]").click()
    assert len(names(page)) > 126
    page.goto("/partners/?order=long&bond=agreement")
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"\d+"))


def test_finder_with_nothing_found_helps(page: Page) -> None:
    page.goto("/partners/?q=zzqqxx")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator(".hub-finder__count")).to_have_text(
        re.compile(r"^\s*見つかりませんでした"), use_inner_text=True
    )
    assert "q=zzqqxx" in (page.locator("[data-elsewhere]").get_attribute("href") or "")
    page.locator("[data-empty] [data-reset]").click()
    expect(page.locator("[data-empty]")).to_be_hidden()
    expect(page.locator("[name=q]")).to_be_focused()


def test_finder_by_keyboard_alone(page: Page) -> None:
    page.goto("/partners/")
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("rishirifuji")
    expect(page.locator("[data-count]")).to_have_text("1")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-found-list] h3 a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/015199/")


def test_nothing_is_fetched_before_it_is_needed(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/partners/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json")]


# スクリプトなしで


def test_without_script_lists_stand_in_for_the_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/search/")
    assert page.locator("form[role=search]").is_hidden()
    assert page.locator(".hub-look__plain").is_visible()
    assert page.locator("[data-ways] a").count() > 40
    page.goto("/partners/")
    assert page.locator("form[role=search]").is_hidden()
    assert page.locator(".hub-finder__plain a[href*='frameworks/timber']").is_visible()
    assert page.locator(".hub-card:visible").count() > 126
    context.close()
