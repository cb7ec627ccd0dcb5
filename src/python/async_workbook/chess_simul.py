"""The chess simul (problem 1): one host plays many boards, in three ways, each playable on any event loop."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class ChessSimul:
    """An exhibition: ``await play(ChessSimul(boards=12).rounds, VirtualLoop())``.

    ``boards`` is the number of opponents, ``moves`` the move pairs a game, ``host`` and ``opponent`` the seconds they
    think about a move, ``masters`` the number of hosts who share the boards in ``grandmasters``. Each method returns
    ``hostDone``, when the (last) host had made the last move, and ``lastReply``, when the last opponent had replied:
    the makespan. Both are in seconds.
    """

    boards: int = 24
    moves: int = 30
    host: float = 5
    opponent: float = 55
    masters: int = 1

    async def one_after_another(self, log):
        """One board after another: the host sits down, plays the whole game and only then goes on."""
        for board in range(1, self.boards + 1):
            for _ in range(self.moves):
                await self._host_moves(board, log)
                await self._opponent_moves(board, log)
        return {"hostDone": log.add("host", "done"), "lastReply": log.add("exhibition", "over")}

    async def rounds(self, log):
        """Walking round the boards: the opponents think while the host is at the other boards."""
        replies = await self._walk(range(1, self.boards + 1), log)
        host_done = log.add("host", "done")
        await asyncio.gather(*replies)
        return {"hostDone": host_done, "lastReply": log.add("exhibition", "over")}

    async def grandmasters(self, log):
        """Several grandmasters at once; the boards are dealt to them in turn, and each walks round their own."""
        replies = []

        async def play_own_boards(master):
            replies.extend(await self._walk(range(master, self.boards + 1, self.masters), log))
            return log.add(f"host {master}", "done")

        done = await asyncio.gather(*(play_own_boards(master) for master in range(1, self.masters + 1)))
        await asyncio.gather(*replies)
        return {"hostDone": max(done), "lastReply": log.add("exhibition", "over")}

    async def _walk(self, boards, log):
        replies = {}
        for _ in range(self.moves):
            for board in boards:
                if board in replies:
                    await replies[board]
                await self._host_moves(board, log)
                replies[board] = asyncio.create_task(self._opponent_moves(board, log))
        return replies.values()

    async def _host_moves(self, board, log):
        log.add(f"board {board}", "host thinks")
        await asyncio.sleep(self.host)
        log.add(f"board {board}", "host moves")

    async def _opponent_moves(self, board, log):
        await asyncio.sleep(self.opponent)
        log.add(f"board {board}", "opponent moves")
