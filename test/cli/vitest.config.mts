import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/cli/**/*.spec.ts"],
    // Each test starts the built command line, some of them several times.
    testTimeout: 30_000,
  },
});
