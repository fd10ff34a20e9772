/**
 * The words of the lists as one text: each as a capital letter, which tells how many letters it shares with the one
 * before it (`A` none), and its other letters. Its place in the table is the number of the word.
 */
export function writeWords(words: readonly string[]): string {
  let before = "";
  return words
    .map((word) => {
      if (CAPITAL.test(word) || word === "") throw new Error(`“${word}” is not a word in small letters`);
      const shared = sharedLetters(before, word);
      before = word;
      return String.fromCharCode(FIRST_CAPITAL + shared) + word.slice(shared);
    })
    .join("");
}

export function readWords(text: string): readonly string[] {
  let word = "";
  return (text.match(ENTRY) ?? []).map((entry) => {
    word = word.slice(0, entry.charCodeAt(0) - FIRST_CAPITAL) + entry.slice(1);
    return word;
  });
}

const FIRST_CAPITAL = 65;
const CAPITALS = 26;
const CAPITAL = /[A-Z]/;
const ENTRY = /[A-Z][^A-Z]*/g;

function sharedLetters(one: string, other: string): number {
  let count = 0;
  while (count < CAPITALS - 1 && count < one.length && one[count] === other[count]) count++;
  return count;
}
