import process from 'node:process';

/**
 * Node's warnings in the words of a notebook: to the cell that caused them, without the process id that Node puts in
 * front, which would make each run's output differ.
 */
export function showWarnings() {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, code, message }) => {
    if (!isOurs(name, message)) {
      process.stderr.write(`${name}: ${code ? `[${code}] ` : ''}${message}\n`);
    }
  });
}

/** The way cells resolve `import()` is called experimental by Node 20, and stayed. Readers have no part in it. */
function isOurs(name, message) {
  return name === 'ExperimentalWarning' && message.startsWith('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER');
}
