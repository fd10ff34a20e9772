import { LINK } from "../workspace/knownFiles.ts";
import type { OpenProject } from "./project.ts";
import type { Terminal } from "./terminal.ts";

/** More are not named. */
const NAMED = 5;

/** Says what of the project was not read: what is missing for that reason is not gone, so that nothing of it may be forgotten. */
export function noteUnread({ workspace, internalErrors }: OpenProject, file: string, terminal: Terminal): boolean {
  const { skipped } = workspace.filesWhere(() => true);
  const unread = [
    // What a link leads to is read where it lies.
    ...skipped.filter(({ reason }) => reason !== LINK).map(({ path, reason }) => `${path} was not read: ${reason}`),
    ...internalErrors.map(({ path }) => `${path} was not analysed`),
  ];
  if (unread.length === 0) return false;
  for (const each of unread.slice(0, NAMED)) terminal.note(`fieldguard: ${each}`);
  const more = unread.length > NAMED ? ` (and ${unread.length - NAMED} more)` : "";
  terminal.note(
    `fieldguard: what is missing may stand there${more}, and stays in ${file}; exclude in the policy what holds nothing`,
  );
  return true;
}

/** Says on which files our own mistakes were met; whether there are any. */
export function tellInternalErrors({ internalErrors }: OpenProject): boolean {
  for (const { path, error } of internalErrors) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `fieldguard: ${path} could not be analysed (${message}); this is a mistake in Fieldguard, please report it\n`,
    );
  }
  return internalErrors.length > 0;
}
