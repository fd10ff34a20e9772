/** Enough digits for people and thresholds, and no noise in a diff of two reports. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
