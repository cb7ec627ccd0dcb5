/**
 * A tree in which each task has ten children, down to the leaves, which answer with their number.
 * @returns {Promise<number>} the sum of the numbers of the leaves from the first one on
 */
export async function skynet(first, leaves) {
  if (leaves === 1) {
    await null; // a call alone would come to its end at once: each child is under way on its own
    return first;
  }
  const share = leaves / 10;
  const children = Array.from({ length: 10 }, (_, i) => skynet(first + i * share, share));
  return (await Promise.all(children)).reduce((sum, part) => sum + part);
}
