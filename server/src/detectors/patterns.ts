/** Whether digits follow a pattern that nobody's number has: all the same, counting up or down, or a group that comes again and again. */
export function isPattern(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  return (
    /^(\d{1,4})\1{2,}\d{0,3}$/.test(digits) ||
    /(\d)\1{5,}/.test(digits) ||
    COUNTS.some((count) => digits.includes(count))
  );
}

const COUNTS: readonly string[] = ["1234567", "0123456", "7654321", "9876543"];
