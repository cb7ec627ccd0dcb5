"""What an editor asks for while no cell runs. Nothing of the code in the question is run.

code        the code before a cursor as tokens, and positions in UTF-16 units
live        reading live objects without running code of the reader's
completion  the ways to go on from the cursor
modules     what can be imported
inspection  what is known of the name at the cursor
checking    whether code can be run as it stands
listing     the variables
"""

from .checking import check, problems
from .code import from_utf16, to_utf16
from .completion import complete
from .inspection import inspect_at
from .listing import variables


def answer(command: dict, namespace: dict) -> dict:
    """The event, without ``parent``, that answers ``complete``, ``inspect``, ``check`` or ``list``.

    :param namespace: the variables of the cells.
    """
    match command["type"]:
        case "check":
            code = command["code"]
            found = [
                {"start": to_utf16(code, start), "end": to_utf16(code, end), "message": message}
                for start, end, message in problems(code)
            ]
            return {"type": "checked", "status": check(code), "problems": found}
        case "list":
            return {"type": "variables", "variables": variables(namespace)}
    code = command["code"]
    cursor = from_utf16(code, command["cursor"])
    if command["type"] == "inspect":
        text = inspect_at(code, cursor, namespace)
        return {"type": "inspection", "data": {"text/plain": text}} if text else {"type": "inspection"}
    start, items = complete(code, cursor, namespace)
    return {
        "type": "completions",
        "start": to_utf16(code, start),
        "end": command["cursor"],
        "items": [{"text": text, "kind": kind} for text, kind in items],
    }
