import { defineConfig } from "vitest/config";

/** What is packed, as somebody who installs it gets it: `npm run package` first. */
export default defineConfig({
  test: {
    include: ["test/packages/**/*.spec.ts"],
    // Installing fetches Node from a registry.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
