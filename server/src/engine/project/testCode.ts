const TEST = /(?:^|[/_])(?:unit)?tests?(?:[/_.]|$)|(?:^|\/)conftest\.py$|(?:^|[/_])mocks?(?:[/_.]|$)/i;

/** Whether a file is for tests, by its path: whatever it writes down is made up. */
export function isTestCode(path: string): boolean {
  return TEST.test(path);
}
