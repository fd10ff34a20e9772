const TEST_FOLDERS: ReadonlySet<string> = new Set(["test", "tests", "migrations", "factories", "fixtures"]);
const TEST_FILE = /^(test_.*|.*_test|tests|conftest|factories)\.[^.]+$/;

/** Made-up data lives here: what such a file declares is classified, but nothing is found wrong with it. */
export function isTestPath(path: string): boolean {
  const segments = path.split("/");
  const name = segments.pop() ?? "";
  return TEST_FILE.test(name) || segments.some((segment) => TEST_FOLDERS.has(segment));
}
