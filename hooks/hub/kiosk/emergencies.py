"""`/kiosk/data/emergency.json`: the emergency notice in five languages, or that there is none.

The display asks for this small file apart from the builds. Its words are prewritten, so that nobody has to find them in a
hurry; it says what to do in this room and passes on no alert of any other body.
"""

from __future__ import annotations

import json
from typing import Any

from hub.dates import instant, say_clock
from hub.model import Hub

LANGUAGES = ("ja", "easy", "en", "zh", "ko")
TEMPLATES: dict[str, tuple[tuple[str, str], ...]] = {
    "earthquake": (
        ("大きな地震がありました", "頭を守り、落ち着いて、係員の案内を待ってください。"),
        ("大きな じしん です", "あたまを まもって ください。かかりの 人の 話を 聞いて ください。"),
        ("Strong earthquake", "Protect your head, stay calm and follow the staff."),
        ("发生强烈地震", "请保护头部，保持冷静，听从工作人员的指引。"),
        ("큰 지진이 발생했습니다", "머리를 보호하고 침착하게 직원의 안내를 따라 주세요."),
    ),
    "fire": (
        ("火災が起きています", "エレベーターを使わず、係員の案内で外へ出てください。"),
        ("かじ です", "エレベーターは だめです。かかりの 人と 外に 出て ください。"),
        ("Fire", "Do not use the lifts. Leave the building with the staff."),
        ("发生火灾", "请勿乘坐电梯，听从工作人员的指引离开建筑物。"),
        ("화재가 발생했습니다", "엘리베이터를 이용하지 말고 직원의 안내에 따라 밖으로 나가 주세요."),
    ),
    "evacuate": (
        ("建物の外へ出てください", "走らず、係員の案内に従ってください。"),
        ("外に 出て ください", "走らないで ください。かかりの 人の 話を 聞いて ください。"),
        ("Please leave the building", "Walk, do not run, and follow the staff."),
        ("请离开建筑物", "请不要奔跑，听从工作人员的指引。"),
        ("건물 밖으로 나가 주세요", "뛰지 말고 직원의 안내를 따라 주세요."),
    ),
    "blackout": (
        ("停電しています", "その場で、係員の案内を待ってください。"),
        ("でんきが 止まって います", "ここで 待って ください。かかりの 人が 来ます。"),
        ("Power failure", "Please stay where you are and wait for the staff."),
        ("停电", "请留在原地，等待工作人员的指引。"),
        ("정전되었습니다", "그 자리에서 직원의 안내를 기다려 주세요."),
    ),
    "heat": (
        ("熱中症に気をつけてください", "水を飲み、涼しいところで休んでください。具合が悪いときは係員へ。"),
        ("とても あついです", "水を 飲んで ください。すずしい ところで 休んで ください。"),
        ("Extreme heat", "Drink water and rest in a cool place. If you feel ill, tell the staff."),
        ("谨防中暑", "请补充水分，在凉爽处休息。如感不适，请告知工作人员。"),
        ("온열 질환에 주의하세요", "물을 마시고 시원한 곳에서 쉬세요. 몸이 불편하면 직원에게 알려 주세요."),
    ),
    "closed": (
        ("きょうは臨時に休みます", "くわしくは、係員にお尋ねください。"),
        ("きょうは 休みです", "かかりの 人に 聞いて ください。"),
        ("Closed today", "Please ask the staff for details."),
        ("今日临时休息", "详情请咨询工作人员。"),
        ("오늘은 임시 휴관합니다", "자세한 내용은 직원에게 문의해 주세요."),
    ),
}


def emergency_json(hub: Hub) -> str:
    """The text of the file."""
    return json.dumps(emergency(hub), ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


def emergency(hub: Hub) -> dict[str, Any]:
    """The notice that is raised, or `level` none."""
    if not hub.display.emergency:
        return {"level": "none"}
    _ = hub.setting.words.gettext
    raised = hub.display.emergency[0]
    starts, ends = instant(raised.starts_on, raised.begins), instant(raised.ends_on, raised.ends)
    words = dict(zip(LANGUAGES, TEMPLATES[raised.id], strict=True))
    day = "" if raised.starts_on == raised.ends_on else f"{raised.ends_on.month}月{raised.ends_on.day}日 "
    return {
        "level": raised.level,
        "id": f"{raised.id}-{starts:%Y%m%d%H%M}",
        "starts": starts.isoformat(timespec="minutes"),
        "ends": ends.isoformat(timespec="minutes"),
        "words": [{"lang": name, "title": words[name][0], "text": words[name][1]} for name in LANGUAGES],
        "added": raised.text or "",
        "until": _("{time}まで表示").format(time=f"{day}{say_clock(raised.ends)}"),
        "note": _("{ward}の施設からのお知らせです。公的な警報の端末ではありません。").format(ward=hub.site.ward.name),
    }
