/**
 * The chess simul (problem 1): one host plays many boards, in three ways, each playable on any clock of
 * async-workbook.js. A classic script; it assigns ChessSimul to globalThis.
 */
(() => {
  'use strict';

  const range = (first, last, step = 1) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);

  /**
   * An exhibition: `await play(new ChessSimul({ boards: 12 }).rounds, new VirtualClock())`. Each way to play returns
   * hostDone, when the (last) host had made the last move, and lastReply, when the last opponent had replied: the
   * makespan. Both are in seconds.
   */
  class ChessSimul {
    /**
     * @param {object} [parameters]
     * @param {number} [parameters.boards] opponents.
     * @param {number} [parameters.moves] move pairs a game.
     * @param {number} [parameters.host] seconds the host thinks about a move.
     * @param {number} [parameters.opponent] seconds an opponent thinks about a move.
     * @param {number} [parameters.masters] hosts who share the boards in grandmasters.
     */
    constructor({ boards = 24, moves = 30, host = 5, opponent = 55, masters = 1 } = {}) {
      Object.assign(this, { boards, moves, host, opponent, masters });
    }

    /** One board after another: the host sits down, plays the whole game and only then goes on. */
    oneAfterAnother = async (clock, log) => {
      for (const board of range(1, this.boards)) {
        for (let move = 1; move <= this.moves; move++) {
          await this.#hostMoves(board, clock, log);
          await this.#opponentMoves(board, clock, log);
        }
      }
      return { hostDone: log.add('host', 'done'), lastReply: log.add('exhibition', 'over') };
    };

    /** Walking round the boards: the opponents think while the host is at the other boards. */
    rounds = async (clock, log) => {
      const replies = await this.#walk(range(1, this.boards), clock, log);
      const hostDone = log.add('host', 'done');
      await Promise.all(replies);
      return { hostDone, lastReply: log.add('exhibition', 'over') };
    };

    /** Several grandmasters at once; the boards are dealt to them in turn, and each walks round their own. */
    grandmasters = async (clock, log) => {
      const replies = [];
      const done = await Promise.all(range(1, this.masters).map(async (master) => {
        replies.push(...await this.#walk(range(master, this.boards, this.masters), clock, log));
        return log.add(`host ${master}`, 'done');
      }));
      await Promise.all(replies);
      return { hostDone: Math.max(...done), lastReply: log.add('exhibition', 'over') };
    };

    async #walk(boards, clock, log) {
      const replies = new Map();
      for (let move = 1; move <= this.moves; move++) {
        for (const board of boards) {
          await replies.get(board);
          await this.#hostMoves(board, clock, log);
          replies.set(board, this.#opponentMoves(board, clock, log));
        }
      }
      return replies.values();
    }

    async #hostMoves(board, clock, log) {
      log.add(`board ${board}`, 'host thinks');
      await clock.sleep(this.host);
      log.add(`board ${board}`, 'host moves');
    }

    async #opponentMoves(board, clock, log) {
      await clock.sleep(this.opponent);
      log.add(`board ${board}`, 'opponent moves');
    }
  }

  Object.assign(globalThis, { ChessSimul });
})();
