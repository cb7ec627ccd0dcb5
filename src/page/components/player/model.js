// What holds at a moment of a recording: the exporter draws one moment, the page any.
"use strict";

{
  const page = globalThis.workbookPage ??= { starts: {} };

  /** The moments at which something begins or ends, in order. */
  const moments = take => [...new Set([0, ...take.lanes.flatMap(lane => [...lane.spans.flatMap(([from, to]) => [from, to]), ...(lane.flags ?? []).map(([at]) => at)]), take.until])]
    .filter(at => at <= take.until).sort((a, b) => a - b);

  /** The span of a lane that holds at a time, or none. */
  const spanAt = (lane, time) => lane.spans.findLast(([from, to]) => from <= time && time < to);

  /** A time as a clock would show it, where the recording is long; else in seconds. Of steps: which one is under way. */
  const clock = (time, until, unit) => {
    const round = digits => Math.round(time * 10 ** digits) / 10 ** digits;
    if (unit === "step") {
      return `step ${Math.min(Math.floor(time) + 1, until)}`;
    }
    if (until < 120) {
      return `${round(3)} s`;
    }
    const seconds = Math.floor(time);
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, `${seconds % 60}`.padStart(2, "0")];
    return until < 3600 ? `${minutes}:${rest}` : `${hours}:${`${minutes}`.padStart(2, "0")}:${rest}`;
  };

  /** How long a recording is. */
  const length = (until, unit) => unit === "step" ? `${until}` : clock(until, until, unit);

  /** Which lanes are in which state at a time. */
  const statesAt = (data, take, time) => data.states.map((_, state) => take.lanes.filter(lane => spanAt(lane, time)?.[2] === state));

  const nameOf = (lane, take) => lane.in.length === take.runs.length ? lane.name : `${lane.name} (${lane.in.join(", ")})`;

  /** Who is meant: names as long as they are few, then how many. */
  const few = names => names.length > 3 ? `${names.length}` : names.join(", ");

  const marked = /^[①-⑳]\s*/;

  /** A state's name without the mark of its lines, and the number of the mark. */
  const plain = name => name.replace(marked, "");
  const markOf = name => (marked.test(name) ? name.charCodeAt(0) - "①".charCodeAt(0) + 1 : null);

  /** Whether nobody runs, though something is under way. */
  const isIdle = (data, take, time) => statesAt(data, take, time).every((lanes, state) => data.states[state].kind !== "runs" || lanes.length === 0) && time < take.until;

  /** A sentence that says what holds at a time: what happens just then first. */
  const say = (data, take, time) => {
    const flags = take.lanes.flatMap(lane => (lane.flags ?? []).filter(([at]) => at === time).map(([, what]) => `${nameOf(lane, take)}: ${what}`));
    const states = statesAt(data, take, time).map((lanes, state) => lanes.length > 0 && `${plain(data.states[state].name)}: ${few(lanes.map(lane => nameOf(lane, take)))}`);
    const idle = data.idle && isIdle(data, take, time) && plain(data.idle);
    return `${clock(time, take.until, data.unit)}. ${[...flags, idle, ...states].filter(Boolean).join("; ") || (time >= take.until ? "It is over" : "Nothing is under way")}.`;
  };

  page.player = { moments, spanAt, clock, length, statesAt, nameOf, few, say, plain, markOf, isIdle };
}
