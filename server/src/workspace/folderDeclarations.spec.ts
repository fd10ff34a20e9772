import { describe, expect, it } from "vitest";
import { FolderDeclarations } from "./folderDeclarations.ts";

const GDPR = "models:\n  shop.Customer:\n    fields:\n      email: { pii: true }\n";

describe("FolderDeclarations", () => {
  it("tells only of texts that declare something else than before", () => {
    const declarations = new FolderDeclarations();
    expect(declarations.update(new Map([["config/settings.py", "DEBUG = True\n"]]))).toBe(false);
    expect(declarations.update(new Map([["gdpr.yml", GDPR]]))).toBe(true);
    expect(declarations.update(new Map([["gdpr.yml", `# why\n${GDPR}`]]))).toBe(false);
    expect(declarations.update(new Map())).toBe(true);
  });
});
