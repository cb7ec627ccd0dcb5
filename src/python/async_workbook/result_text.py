"""Results as a person reads them, the same in all three languages."""

import json


def result_text(value):
    """Return a result as text: ``43,200``, whether it was counted as 43200 or 43200.0, and ``0.3`` for 0.1 + 0.2.

    Numbers are rounded to the ticks of 100 ns in which virtual clocks count.
    """
    if isinstance(value, str):
        return value
    if _is_number(value):
        return f"{_ticks(value):,.7f}".rstrip("0").rstrip(".")
    return json.dumps(_as_json(value), ensure_ascii=False, separators=(",", ":"))


def _as_json(value):
    if isinstance(value, dict):
        return {name: _as_json(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    if _is_number(value):
        rounded = _ticks(value)
        return int(rounded) if rounded == int(rounded) else rounded
    return value


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _ticks(number):
    return round(number * 10_000_000) / 10_000_000
