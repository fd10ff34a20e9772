/** The part of `node:assert/strict` that the suite uses, for the browser. A call of another part fails its test. */
export default Object.assign(ok, { equal, notEqual, deepEqual, match, doesNotMatch, rejects });

function ok(value: unknown, message = "it is not so"): void {
  if (!value) throw new Error(message);
}

function equal(actual: unknown, expected: unknown, message = ""): void {
  ok(Object.is(actual, expected), `${message}\n${shown(actual)} is not ${shown(expected)}`);
}

function notEqual(actual: unknown, other: unknown, message = ""): void {
  ok(!Object.is(actual, other), `${message}\n${shown(actual)} is the same`);
}

function deepEqual(actual: unknown, expected: unknown, message = ""): void {
  ok(isDeeplyEqual(actual, expected), `${message}\n${shown(actual)} is not\n${shown(expected)}`);
}

function match(text: string, pattern: RegExp, message = ""): void {
  ok(pattern.test(text), `${message}\n${shown(text)} does not match ${String(pattern)}`);
}

function doesNotMatch(text: string, pattern: RegExp, message = ""): void {
  ok(!pattern.test(text), `${message}\n${shown(text)} matches ${String(pattern)}`);
}

async function rejects(promise: PromiseLike<unknown> | (() => PromiseLike<unknown>), pattern: RegExp): Promise<void> {
  const error: unknown = await (typeof promise === "function" ? promise() : promise).then(
    () => null,
    (reason: unknown) => reason,
  );
  ok(error !== null, `it does not fail with ${String(pattern)}`);
  match(String(error), pattern);
}

function isDeeplyEqual(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isDeeplyEqual(a[key], b[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? "undefined" : JSON.stringify(value, null, 2);
}
