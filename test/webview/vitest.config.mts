import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/webview/**/*.spec.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One browser at a time.
    fileParallelism: false,
  },
});
