import { defineConfig } from "vitest/config";
import { knowledgeTestPlugin } from "./scripts/knowledge.ts";

export default defineConfig({
  plugins: [knowledgeTestPlugin],
  test: {
    include: [
      "server/src/**/*.spec.ts",
      "client/{src,webview}/**/*.spec.ts",
      "test/{accuracy,leaks,support,syntaxes}/**/*.spec.ts",
    ],
    setupFiles: ["test/support/equalReasons.ts"],
    // A guard against hanging, no claim about speed: exhaustive specs take seconds, and longer on a busy machine.
    testTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["server/src/**/*.ts"],
      exclude: ["**/*.spec.ts", "server/src/main.*.ts"],
      reporter: ["text-summary"],
    },
  },
});
