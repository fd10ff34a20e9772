import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { APP_FILES, APP_VERSION, TOKEN_TABLE_FILES } from "./app.ts";

describe("the version of the generated app", () => {
  it("is another one whenever a file of it is", () => {
    // Projects have the files of a version. When this fails, raise APP_VERSION and what `__init__.py` says; then write down the new digest.
    const texts = Object.entries({ ...APP_FILES, ...TOKEN_TABLE_FILES }).map(([path, text]) => [path, text()]);
    const digest = createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
    expect({ version: APP_VERSION, digest }).toEqual({ version: 5, digest: "bdf66336392c7973" });
  });

  it("is what the app says of itself", () => {
    expect(APP_FILES["__init__.py"]!()).toContain(`version ${APP_VERSION}.`);
  });
});
