import type { DataColumn } from "../engine/languages/data/cells.ts";
import { rowFormatOf } from "../engine/languages/data/dataFiles.ts";
import { mayHoldSecrets } from "../engine/project/secrets/secretFiles.ts";
import { isTestCode } from "../engine/project/testCode.ts";
import type { DataText } from "../engine/project/values/gatherValues.ts";
import type { SoughtValue } from "./dataValues.ts";
import { decodeRows } from "./decode.ts";
import { isReadLater } from "./diskReading.ts";
import type { FieldUses } from "./fieldUses.ts";
import type { FolderState } from "./folderState.ts";

/** What fixtures hold values of, by how they call it. */
export function soughtInFixtures(uses: FieldUses): ReadonlyMap<string, readonly SoughtValue[]> {
  const sought = [...uses.inFixtures()].map(
    ([path, inFixture]) =>
      [
        path,
        inFixture.flatMap(({ field: key, model, use: { receiver, path: names } }) => {
          const category = uses.subject(key)?.category?.key ?? null;
          const field = { key, model: model.entity };
          return receiver.kind === "label" ? [{ model: receiver.name, name: names[0]!, field, category }] : [];
        }),
      ] as const,
  );
  return new Map(sought);
}

/** The sensitive field that a column of rows holds; null for nothing sensitive. */
export function soughtInColumn(
  uses: FieldUses,
  { table, name }: DataColumn,
): Pick<SoughtValue, "field" | "category"> | null {
  // As people write it above a column: `E-Mail`, `Phone number`.
  const column = table === null ? name.toLowerCase().replaceAll(/[\s-]+/g, "_") : name;
  const field = uses.inColumn(table, column);
  return field && { field, category: uses.subject(field.key)?.category?.key ?? null };
}

/** Dumps of databases and separated values. */
export function rowFiles(folder: FolderState): readonly string[] {
  return otherFiles(folder, isOfRows);
}

/** Python that may write values itself. */
export function codeFiles(folder: FolderState): readonly string[] {
  return otherFiles(folder, (path) => path.endsWith(".py") && !isTestCode(path));
}

export function secretFiles(folder: FolderState): readonly string[] {
  return otherFiles(folder, (path) => path.endsWith(".py") || isReadLater(path) || mayHoldSecrets(path));
}

/** Of a data file: rows are looked at in part where there are too many of them, and may be as Excel writes them. */
export async function dataText(folder: FolderState, path: string): Promise<DataText | null> {
  if (!isOfRows(path) || folder.documents.has(path)) {
    const text = await folder.text(path);
    return text === null ? null : { text, isWhole: true };
  }
  const { fileBytes } = folder.limits;
  const file = await folder.fileSystem.readFile(path, fileBytes);
  const part = file.kind === "too large" ? await folder.fileSystem.readStart?.(path, fileBytes) : file;
  const text = part?.kind === "bytes" ? decodeRows(part.bytes) : null;
  return text === null ? null : { text, isWhole: part === file };
}

/** Files that are read when somebody asks, and Python. */
function otherFiles(folder: FolderState, isMeant: (path: string) => boolean): readonly string[] {
  const { userPaths, projectTexts } = folder.onDisk;
  return [...new Set([...userPaths, ...projectTexts.keys(), ...folder.includedDocuments()])].filter(isMeant).sort();
}

function isOfRows(path: string): boolean {
  return rowFormatOf(path) !== null;
}
