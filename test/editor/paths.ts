import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
/** What the editor tests install and build; ignored by git and kept between runs. */
export const CACHE = join(ROOT, ".vscode-test");
export const RESULTS = join(ROOT, "test-results");
/** The project that the editor is shown with. Always opened as a copy. */
export const SAMPLE = join(ROOT, "test/fixtures/shop");
