/** How the questions begin whose answers running code awaits. While others are open, its thread stands still. */
export const AWAITED = 'await-';
