import { l10n, window } from "vscode";
import type { LanguageServer } from "../languageServer.ts";
import type { Notes } from "../notes.ts";
import type { EntityNode, GroupNode } from "../tree/nodes.ts";
import { applyFix } from "./applyFix.ts";

/** Protects all fields of a model, or of the app that a folder holds, in one change: as far as each can be. */
export async function protectFields(server: LanguageServer, notes: Notes, node: EntityNode | GroupNode): Promise<void> {
  const member = node.kind === "group" ? node.members[0] : node;
  if (!member) return;
  const { uri, name } = member.entity;
  const ways = [
    { fixId: "encrypt-expand", label: l10n.t("Encrypt while the project runs, step 1: add encrypted columns") },
    { fixId: "encrypt-backfill", label: l10n.t("Encrypt while the project runs, step 2: fill them") },
    { fixId: "encrypt-contract", label: l10n.t("Encrypt while the project runs, step 3: drop the plain columns") },
    { fixId: "encrypt", label: l10n.t("Encrypt in one release: small tables, maintenance window") },
    { fixId: "tokenize", label: l10n.t("Keep tokens instead of values") },
  ];
  const chosen = await window.showQuickPick(ways, { title: l10n.t("Protect all fields that lack protection") });
  if (!chosen) return;
  const entity = node.kind === "group" ? null : name;
  await applyFix(server, notes, { uri, entity, field: null, fixId: chosen.fixId, asks: null });
}
