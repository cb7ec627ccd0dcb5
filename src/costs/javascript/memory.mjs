/** How much memory this process had at most. */
import { readFileSync } from 'node:fs';

/**
 * The most bytes that were resident at a time. On Linux from /proc: what getrusage calls the maximum counts the process, too,
 * that this one was made from.
 */
export function peakBytes() {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}
