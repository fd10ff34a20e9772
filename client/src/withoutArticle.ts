/** What a category holds, as a column says it: `national identification number`. */
export function withoutArticle(gloss: string): string {
  return gloss.replace(/^(?:an?|the) /, "");
}
