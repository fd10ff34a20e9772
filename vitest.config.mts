import { defineConfig } from "vitest/config";
import { knowledgeTestPlugin } from "./scripts/knowledge.ts";

export default defineConfig({
  plugins: [knowledgeTestPlugin],
  test: {
    include: ["server/src/**/*.spec.ts", "client/src/**/*.spec.ts", "test/support/**/*.spec.ts"],
    coverage: {
      provider: "v8",
      include: ["server/src/**/*.ts"],
      exclude: ["**/*.spec.ts", "server/src/main.*.ts"],
      reporter: ["text-summary"],
    },
  },
});
