"""Zones as publishers print them behind a time of day, as offsets from UTC.

Names with several meanings have the one that news in English uses: CST is American, BST British, IST Indian, EST
American. ET, CT, MT and PT follow the American calendar of summer time by hand, because a machine may lack zoneinfo's
data. A name that isn't here is left out, and the time stays.
"""

from __future__ import annotations

from datetime import date, timedelta

_OFFSETS = {
    "z": "+00:00", "gmt": "+00:00", "utc": "+00:00", "bst": "+01:00", "wat": "+01:00", "cet": "+01:00",
    "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "sast": "+02:00", "cat": "+02:00", "eat": "+03:00",
    "msk": "+03:00", "trt": "+03:00", "pkt": "+05:00", "ist": "+05:30", "npt": "+05:45", "ict": "+07:00",
    "wib": "+07:00", "hkt": "+08:00", "sgt": "+08:00", "myt": "+08:00", "pht": "+08:00", "awst": "+08:00",
    "jst": "+09:00", "kst": "+09:00", "acst": "+09:30", "acdt": "+10:30", "aest": "+10:00", "aedt": "+11:00",
    "nzst": "+12:00", "nzdt": "+13:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "akst": "-09:00", "akdt": "-08:00",
    "hst": "-10:00",
}  # fmt: skip

_AMERICAN = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
"""Hours from UTC in winter, of the zones that change their offset and not their name."""


def offset(zone: str, day: date) -> str:
    """The offset that a zone's name stands for on a day; empty where it stands for none for sure.

    >>> offset("GMT", date(2019, 3, 4)), offset("ET", date(2019, 7, 4)), offset("XYZ", date(2019, 3, 4))
    ('+00:00', '-04:00', '')
    """
    name = zone.lower()
    if name in _AMERICAN:
        summer = _american_summer(day)
        return "" if summer is None else f"{_AMERICAN[name] + summer:+03}:00"
    return _OFFSETS.get(name, "")


def _american_summer(day: date) -> bool | None:
    """Whether the United States have summer time on a day; None on the days of change and before the law of 1986.

    >>> _american_summer(date(2019, 3, 9)), _american_summer(date(2019, 3, 10)), _american_summer(date(2019, 3, 11))
    (False, None, True)
    """
    if day.year < 1987:
        return None
    if day.year >= 2007:  # second Sunday of March to first of November
        begin, end = _sunday_from(date(day.year, 3, 8)), _sunday_from(date(day.year, 11, 1))
    else:  # first Sunday of April to last of October
        begin, end = _sunday_from(date(day.year, 4, 1)), _sunday_from(date(day.year, 10, 25))
    return None if day in (begin, end) else begin < day < end


def _sunday_from(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())
