/** What the servers in this folder have in common. */

export const player = (id) => ({ id, name: `player ${id}` });

export const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Where every server listens: on this machine only, on a port that is free. */
export const place = { host: '127.0.0.1', port: 0, backlog: 4096 };

/** Tells the address, and ends with the input. */
export const announce = (port) => {
  console.log(`http://127.0.0.1:${port}`);
  process.stdin.resume().on('end', () => process.exit());
};
