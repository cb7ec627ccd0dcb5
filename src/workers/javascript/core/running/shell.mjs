/**
 * What the core asks of the place where it runs: a process of its own, or a page.
 *
 * @typedef {object} Shell
 * @property {(event: {type: string}) => void} send gives the host an event of PROTOCOL.md, before it returns
 * @property {(name: 'stdout' | 'stderr', text: string) => void} print prints for the running code
 * @property {(question: string) => {text?: string, failed?: string}} answerTo stands still until an `ask` is answered
 * @property {(execution: import('./execution.mjs').Execution) => void} ending is called when an execution has ended,
 *   before the host is told: what it has left in the shell's hands comes first
 * @property {() => void} end ends the worker
 * @property {() => never} giveUp ends it at once and says why: it can run no other cell
 */
export {};
