/** The next of the steps, as it is called on the command line and in an editor. */
export function nextStep(fix: "encrypt-backfill" | "encrypt-contract", step: string): string {
  return `step ${step}: \`${fix}\` on the command line, in the editor the quick fix of that step`;
}
