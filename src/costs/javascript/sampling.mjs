/** Nanoseconds of processor time an operation, by warm-up and samples: what others on the machine do changes little of that. */

/** The processor time that this process has used. */
export function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Finds how many operations fill the given time, which warms up, and measures as many several times.
 * @param {(count: number) => Promise<void>} run does the operation that often
 */
export async function nanoseconds(run, samples, milliseconds) {
  let count = 1;
  let took = 0;
  while (took < milliseconds) {
    count = took < milliseconds / 100 ? 2 * count : Math.floor(count * 1.1 * milliseconds / took) + 1;
    took = await timed(run, count);
  }
  const found = [];
  for (let sample = 0; sample < samples; sample++) {
    found.push(await timed(run, count) / count * 1e6);
  }
  return found;
}

/** The milliseconds of processor time that it takes. */
async function timed(run, count) {
  const began = processorSeconds();
  await run(count);
  return 1000 * (processorSeconds() - began);
}
