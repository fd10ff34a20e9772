import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      ".venv/",
      ".venvs/",
      "dist/",
      "packages/",
      "coverage/",
      ".vscode-test/",
      "test/fixtures/",
      "demo-output/",
      "**/*.mjs",
      "**/*.cjs",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // With noUncheckedIndexedAccess a checked index still needs an assertion; the compiler cannot see the check.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.browser.ts", "server/src/host/browser/**"],
    languageOptions: { parserOptions: { projectService: false, project: "tsconfig.browser.json" } },
  },
  { files: ["scripts/**", "test/**"], rules: { "no-console": "off" } },
);
