import { defineConfig } from "vitest/config";

/** The protocol tests talk to the built server: `npm run build` first. */
export default defineConfig({
  test: {
    include: ["test/lsp/**/*.spec.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
