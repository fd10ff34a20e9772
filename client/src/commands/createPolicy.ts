import { type Uri, window, workspace, WorkspaceEdit, type WorkspaceFolder } from "vscode";

const NAMES: readonly string[] = ["fieldguard.yml", "fieldguard.yaml"];

const CONTENT = `# What this project decides about its data, for the editor and the command line alike.
version: 1

# Paths that are not read, as glob patterns.
# exclude: ["legacy/**"]

# Laws and standards whose clauses are named beside a field: gdpr, pci-dss, hipaa.
# regimes: [gdpr]

# Severity by rule: off, hint, information, warning or error.
# rules:
#   storage/plaintext-field: error

# Level and treatment of a data category, where its own do not fit, and categories of your own.
# categories:
#   user.contact.email: { treatment: encrypt }

# What your own words in names and labels stand for. \`null\` says that one means nothing sensitive.
# words:
#   loyalty card: null

# What entities are about (person, health, organization, thing, reference and others), or why nothing in one is sensitive.
# entities:
#   Patron: person
#   DemoCustomer: { sensitive: false, reason: synthetic data }

# The same for all entities of some paths, as glob patterns.
# paths:
#   "catalogue/**": reference

# Decisions about single fields. \`category: null\` says that a field is not sensitive.
# fields:
#   Customer.nickname: { category: null, reason: made up by the customers }
`;

/** Opens the policy of a folder; makes one that decides nothing yet where there is none. */
export async function createPolicy(): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const known = (await Promise.all(NAMES.map((name) => fileIn(folder, name)))).find((uri) => uri !== null);
  await window.showTextDocument(known ?? (await create(folder.uri)));
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  return folders.length > 1 ? window.showWorkspaceFolderPick() : folders[0];
}

async function fileIn(folder: WorkspaceFolder, name: string): Promise<Uri | null> {
  const uri = uriIn(folder.uri, name);
  try {
    await workspace.fs.stat(uri);
    return uri;
  } catch {
    return null;
  }
}

/** As an edit, so that it can be undone. */
async function create(folder: Uri): Promise<Uri> {
  const uri = uriIn(folder, NAMES[0]!);
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(CONTENT) });
  await workspace.applyEdit(edit);
  return uri;
}

function uriIn(folder: Uri, name: string): Uri {
  return folder.with({ path: `${folder.path.replace(/\/$/, "")}/${name}` });
}
