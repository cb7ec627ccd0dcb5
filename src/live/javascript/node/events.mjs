/** Browsers do not count listeners. */
export function setMaxListeners() {}
