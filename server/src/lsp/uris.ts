import { URI } from "vscode-uri";

/**
 * Files that need not lie in a folder of the client's: on this machine, or on the one that the client works on. Of any
 * other scheme only what lies in a folder of the same scheme is a file; what lies in none is an unsaved text, an older
 * version, output, a cell of a notebook.
 */
const FILE_SCHEMES = /^(file|vscode-remote):/;

/**
 * The one form in which URIs are compared: decoded, drive letters in lower case, no slash at the end. Null for what is
 * no URI. Answers keep the client's own spelling.
 */
export function keyOf(uri: string): string | null {
  const parsed = parse(uri);
  if (!parsed) return null;
  const path = parsed.path.replace(/^\/[A-Za-z]:/, (drive) => drive.toLowerCase());
  return `${parsed.scheme}://${parsed.authority}${path.length > 1 ? path.replace(/\/+$/, "") : path}`;
}

/** Whether the key is that of a file, wherever it lies. */
export function isFileKey(key: string): boolean {
  return FILE_SCHEMES.test(key);
}

/** Path of `key` inside of the folder `folderKey`, with `/`; null when it lies elsewhere. */
export function pathInside(folderKey: string, key: string): string | null {
  const prefix = folderKey.endsWith("/") ? folderKey : `${folderKey}/`;
  return key.startsWith(prefix) && key.length > prefix.length ? key.slice(prefix.length) : null;
}

export function joinUri(folderUri: string, path: string): string {
  const folder = URI.parse(folderUri);
  return folder.with({ path: `${folder.path.replace(/\/+$/, "")}/${path}` }).toString();
}

export function parentUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.with({ path: parsed.path.replace(/\/[^/]*$/, "") || "/" }).toString();
}

function parse(uri: string): URI | null {
  try {
    return URI.parse(uri, true);
  } catch {
    return null;
  }
}
