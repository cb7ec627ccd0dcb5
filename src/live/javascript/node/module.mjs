/** There are no built-in modules whose exports could be stale. */
export function syncBuiltinESMExports() {}
