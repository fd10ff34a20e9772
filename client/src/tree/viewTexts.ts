import { l10n } from "vscode";
import { levelName } from "../words.ts";
import type { FieldKind, TreeFilter } from "./filter.ts";
import type { Grouping } from "./nodes.ts";

export interface FieldCounts {
  readonly all: number;
  readonly shown: number;
  readonly lacking: number;
  readonly undecided: number;
  /** Number of files that were read when a person stopped that; null when it was not stopped. */
  readonly stoppedAfter: number | null;
}

/** What the line above the tree says; undefined when there is nothing to say, or no tree. */
export function viewMessage(counts: FieldCounts, filter: TreeFilter): string | undefined {
  // A message would hide what the empty view has to say.
  if (counts.shown === 0) return undefined;
  const limits = limitsOf(filter);
  const limited =
    limits.length > 0 ? [l10n.t("{0} of {1} fields: {2}", counts.shown, counts.all, limits.join(" · "))] : [];
  const stopped =
    counts.stoppedAfter === null
      ? []
      : [l10n.t("Scan stopped after {0} files: there may be more.", counts.stoppedAfter)];
  if (limited.length > 0 || stopped.length > 0) return [...limited, ...stopped].join(" · ");
  if (counts.lacking > 0 || counts.undecided > 0) return undefined;
  return l10n.t("Every sensitive field has the treatment that it needs.");
}

/** Beside the view's name. */
export function groupingName(grouping: Grouping): string {
  switch (grouping) {
    case "level":
      return l10n.t("by level");
    case "category":
      return l10n.t("by category");
    case "entity":
      return l10n.t("by entity");
    case "folder":
      return l10n.t("by folder");
  }
}

export function kindName(kind: FieldKind): string {
  return kind === "review" ? l10n.t("To decide") : levelName(kind);
}

function limitsOf({ kinds, lackingOnly, text }: TreeFilter): readonly string[] {
  return [
    ...(kinds === null ? [] : [kinds.map(kindName).join(", ")]),
    ...(lackingOnly ? [l10n.t("lacking their treatment")] : []),
    ...(text === "" ? [] : [`“${text}”`]),
  ];
}
