"""Results as a person reads them, the same in all three languages."""

import json
import math
from decimal import Decimal


def result_text(value):
    """Return a result as text: ``43,200``, whether it was counted as 43200 or 43200.0, and ``0.3`` for 0.1 + 0.2.

    Numbers are rounded to the ticks of 100 ns in which virtual clocks count. Within lists a comma separates, so numbers
    have none there.
    """
    if isinstance(value, str):
        return value
    if _is_number(value):
        return _number_text(value, ",f")
    return _json_text(value)


def _json_text(value):
    if isinstance(value, dict):
        return f"{{{','.join(f'{_quoted(str(name))}:{_json_text(member)}' for name, member in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_json_text, value))}]"
    if _is_number(value):
        text = _number_text(value, "f")
        return text if text[-1].isdigit() else _quoted(text)  # JSON has no word for NaN and Infinity
    return _quoted(value)


def _quoted(value):
    return json.dumps(value, ensure_ascii=False, default=str)


def _number_text(number, form):
    ticks = _ticks(_as_float(number))
    if math.isfinite(ticks):
        return format(Decimal(repr(ticks)).normalize(), form)
    return "NaN" if math.isnan(ticks) else "Infinity" if ticks > 0 else "-Infinity"


def _as_float(number):
    try:
        return float(number)
    except OverflowError:  # an int that is no number in the other languages
        return math.inf if number > 0 else -math.inf


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _ticks(number):
    # From 1e9 on a number's own steps are wider than a tick.
    return round(number * 10_000_000) / 10_000_000 if abs(number) < 1e9 else number
