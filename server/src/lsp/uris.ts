import { URI } from "vscode-uri";

/**
 * The one form in which URIs are compared: decoded, drive letters in lower case, no slash at the end. Null for
 * whatever is no file: unsaved texts, older versions, output, notebooks. Answers keep the client's own spelling.
 */
export function keyOf(uri: string): string | null {
  const parsed = parse(uri);
  if (parsed?.scheme !== "file") return null;
  const path = parsed.path.replace(/^\/[A-Za-z]:/, (drive) => drive.toLowerCase());
  return `//${parsed.authority}${path.length > 1 ? path.replace(/\/+$/, "") : path}`;
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

/** As the operating system writes it. */
export function fileSystemPath(uri: string): string {
  return URI.parse(uri).fsPath;
}

function parse(uri: string): URI | null {
  try {
    return URI.parse(uri, true);
  } catch {
    return null;
  }
}
