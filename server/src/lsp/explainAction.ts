import type { CodeAction } from "vscode-languageserver";
import type { FixContext } from "../engine/fixes/model.ts";
import { refusalsFor } from "../engine/fixes/registry.ts";
import { CLIENT_COMMANDS, type FieldPlace } from "../protocol.ts";
import type { Located } from "./folder.ts";
import type { Session } from "./session.ts";
import { toRange } from "./toProtocol.ts";

/** Leads to all that is known of the field; null for a client that cannot show it. */
export function explainAction(session: Session, located: Located, context: FixContext): CodeAction | null {
  if (session.flags.ui?.explain !== true) return null;
  const { file, subject } = context;
  const isRefused = subject.lacksTreatment && refusalsFor(context).some(({ id }) => id === "encrypt");
  const title = isRefused ? "Why can't this be encrypted?" : "Explain";
  const place: FieldPlace = {
    uri: session.uriOf(located),
    position: toRange(file.schema.lines, subject.field.nameSpan).start,
  };
  return { title, command: { title, command: CLIENT_COMMANDS.explainField, arguments: [place] } };
}
