"""Every day that the record gives, as a literal beside the rows that bear it."""

from __future__ import annotations

from collections import defaultdict

import pytest

DAYS = {
    "timeline": {
        "2025-02-12": "t01",
        "2025-02-15": "t02",
        "2025-02-17": "t03",
        "2025-02-20": "t04",
        "2025-02-23": "t05",
        "2025-02-24": "t06 t07 t08 t09",
        "2025-02-25": "t10",
        "2025-02-26": "t11",
        "2025-02-27": "t12",
        "2025-02-28": "t13 t14 t15 t16 t17 t18 t19 t20 t21",
        "2025-03-01": "t22 t23",
        "2025-03-02": "t24",
        "2025-03-03": "t25 t26 t27 t28",
        "2025-03-04": "t29",
        "2025-03-05": "t30",
        "2025-03-06": "t31",
        "2025-03-11": "t32",
        "2025-03-21": "t33",
        "2025-03-26": "t34",
        "2025-04-02": "t35",
        "2025-04-30": "t36",
        "2025-05-08": "t37",
        "2025-05-12": "t38",
    },
    "responses": {
        "2025-02-24": "r12",
        "2025-02-27": "r14",
        "2025-02-28": "r01 r02 r03 r04 r05 r06 r07 r08 r09 r15 r16 r17 r21 r23",
        "2025-03-01": "r10 r13 r22",
        "2025-03-02": "r24 r25",
        "2025-03-03": "r11 r18 r19 r20",
    },
}


@pytest.mark.parametrize(("name", "key"), [("timeline", "event"), ("responses", "response")])
def test_each_row_stands_on_its_day(tables, name, key):
    days = defaultdict(list)
    for row in tables[name]:
        days[row["date"]].append(row[key])
    assert {day: " ".join(rows) for day, rows in days.items()} == DAYS[name]
