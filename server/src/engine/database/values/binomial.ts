/** How likely at least `hits` of `trials` are by chance, each with the same. */
export function binomialTail(trials: number, hits: number, chance: number): number {
  let tail = 0;
  let ways = 0;
  // Of the logarithm of the binomial coefficient.
  for (let index = 1; index <= hits; index++) ways += Math.log((trials - hits + index) / index);
  for (let count = hits; count <= trials; count++) {
    tail += Math.exp(ways + count * Math.log(chance) + (trials - count) * Math.log1p(-chance));
    ways += Math.log((trials - count) / (count + 1));
  }
  return Math.min(1, tail);
}
