"""Plays chess simuls for a test in another language. Stdin: [{variant, parameters}]; stdout: their runs."""

import asyncio
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src" / "python"))
from async_workbook import VirtualLoop, play
from async_workbook.chess_simul import ChessSimul


async def play_all(games):
    """Play one game after the other in virtual time."""
    return [await play(method(game), VirtualLoop()) for game in games]


def method(game):
    """The method of ChessSimul with a variant's name in camel case."""
    name = re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), game["variant"])
    return getattr(ChessSimul(**game["parameters"]), name)


json.dump(asyncio.run(play_all(json.load(sys.stdin))), sys.stdout)
