// Who may import whom: docs/architecture.md, "The rooms". Checked by `npm run lint`.
const engine = "^server/src/engine/";

/** Engine rooms from the ground up: a room may import itself and those before it. */
const floors = [
  ["text"],
  ["schema"],
  ["languages", "protection"],
  ["classification"],
  ["project"],
  ["database"],
  ["rules"],
  ["fixes"],
  ["inventory"],
  ["reports"],
];

const engineRules = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const allowed = [...floors.slice(0, floor).flat(), room].join("|");
    return {
      name: `engine-${room}`,
      severity: "error",
      from: { path: `${engine}${room}/`, pathNot: "\\.spec\\.ts$" },
      to: { path: engine, pathNot: `${engine}(${allowed})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...engineRules,
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "engine-is-pure",
      comment: "No editor, no protocol, no Node and nothing of the outer rooms in the engine.",
      severity: "error",
      from: { path: engine, pathNot: "\\.spec\\.ts$" },
      to: { pathNot: [engine, "node_modules/(@lezer/(common|lr|python)|@types/picomatch|picomatch|smol-toml|yaml)/"] },
    },
    {
      name: "workspace-imports-engine-only",
      severity: "error",
      from: { path: "^server/src/workspace/", pathNot: "\\.spec\\.ts$" },
      to: { path: "^(server/src/(lsp|cli|host|main)|client/)" },
    },
    {
      name: "detectors-are-a-bundle-of-their-own",
      severity: "error",
      from: { path: "^server/src/", pathNot: "^server/src/(detectors/|main\\.detectors\\.ts$)|\\.spec\\.ts$" },
      to: {
        path: "^server/src/detectors/|node_modules/(stdnum|card-validator|ibantools|libphonenumber-js|@secretlint)/",
      },
    },
    {
      name: "detectors-import-engine-types-only",
      severity: "error",
      from: { path: "^server/src/detectors/" },
      to: { path: "^server/src/(?!detectors/|engine/project/(values|secrets)/model\\.ts$)" },
    },
    {
      name: "databases-are-a-bundle-of-their-own",
      severity: "error",
      from: {
        path: "^server/src/",
        pathNot: "^server/src/(host/node/databases/|main\\.databases\\.ts$)|\\.spec\\.ts$",
      },
      to: { path: "^server/src/host/node/databases/|node_modules/(@types/)?(pg|mysql2|sql\\.js)/" },
    },
    {
      name: "host-implements-ports",
      severity: "error",
      from: { path: "^server/src/host/", pathNot: "\\.spec\\.ts$" },
      to: { path: "^(server/src/(lsp|cli|main)|client/)" },
    },
    {
      name: "lsp-not-cli",
      severity: "error",
      from: { path: "^server/src/lsp/", pathNot: "\\.spec\\.ts$" },
      to: { path: "^(server/src/(cli|host|main)|client/)" },
    },
    {
      name: "cli-not-lsp",
      severity: "error",
      from: { path: "^server/src/cli/", pathNot: "\\.spec\\.ts$" },
      to: { path: "^(server/src/(lsp|host|main)|client/)" },
    },
    {
      name: "client-knows-the-protocol-alone",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^server/src/", pathNot: "^server/src/protocol\\.ts$" },
    },
    {
      name: "vscode-in-client-only",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "node_modules/(@types/vscode|vscode-languageclient)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|test/fixtures)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
