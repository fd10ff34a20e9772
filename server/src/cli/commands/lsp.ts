import { EXIT, UsageError, type Verb } from "../verb.ts";

export const lspVerb: Verb = {
  name: "lsp",
  summary: "serve an editor: the language server on standard input and output",
  usage: ["lsp --stdio"],
  options: [{ name: "stdio", value: null, help: "talk over standard input and output, the only way there is" }],
  example: "fieldguard lsp --stdio",

  async run({ shell, switches }) {
    if (!switches.has("stdio")) throw new UsageError("add --stdio; the server talks over standard input and output");
    await shell.serveLanguageClient();
    return EXIT.clean;
  },
};
