import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from "vscode";
import type { ClassifiedFieldModel, Level } from "../../../server/src/protocol.ts";
import { categoryName, counts, levelName, protectionName } from "../words.ts";
import type { EntityNode, FieldNode, GroupKey, GroupNode, TreeNode } from "./nodes.ts";
import { fieldTooltip } from "./tooltip.ts";

export function treeItem(node: TreeNode): TreeItem {
  switch (node.kind) {
    case "group":
      return groupItem(node);
    case "entity":
      return entityItem(node);
    case "field":
      return fieldItem(node);
  }
}

function groupItem({ id, group, entities }: GroupNode): TreeItem {
  const state =
    group === "review" || group === "restricted"
      ? TreeItemCollapsibleState.Expanded
      : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(group === "review" ? l10n.t("To decide") : levelName(group), state);
  item.id = id;
  item.description = counts(entities.flatMap(({ fields }) => fields.map(({ field }) => field)));
  item.iconPath = new ThemeIcon(group === "review" ? "question" : "shield", groupColor(group));
  item.contextValue = "group";
  return item;
}

function entityItem({ id, entity, fields }: EntityNode): TreeItem {
  const item = new TreeItem(entity.name, TreeItemCollapsibleState.Expanded);
  item.id = id;
  const models = fields.map(({ field }) => field);
  const lacking = models.filter((field) => field.lacksTreatment).length;
  // Short, for a narrow side bar; the tooltip says it in full.
  const count = lacking > 0 ? l10n.t("{0} of {1}", lacking, models.length) : String(models.length);
  item.description = `${count} · ${place(entity.folder, entity.path)}`;
  item.iconPath = new ThemeIcon("symbol-class");
  item.tooltip = `${entity.name}: ${counts(models)}\n${entity.path}`;
  item.contextValue = "entity";
  return item;
}

function fieldItem(node: FieldNode): TreeItem {
  const { id, entity, field } = node;
  const item = new TreeItem(`${entity.name}.${field.name}`, TreeItemCollapsibleState.None);
  item.id = id;
  item.description = `${categoryName(field)} · ${protectionName(field.protection.kind)}`;
  // A shape as well as a colour: hollow while the treatment lacks.
  const group = field.verdict === "review" ? "review" : (field.level ?? "review");
  const shape = group === "review" ? "question" : field.lacksTreatment ? "circle-large-outline" : "circle-large-filled";
  item.iconPath = new ThemeIcon(shape, groupColor(group));
  item.accessibilityInformation = { label: spoken(item, field) };
  item.tooltip = fieldTooltip(entity, field);
  // Matched by the menus in package.json.
  item.contextValue = field.lacksTreatment ? "field protectable" : "field";
  item.command = { command: "fieldguard.goToField", title: l10n.t("Go to Field"), arguments: [node] };
  return item;
}

/** Says what the shape of the icon shows. */
function spoken({ label, description }: TreeItem, field: ClassifiedFieldModel): string {
  const parts = [label, description, field.lacksTreatment ? l10n.t("lacks its treatment") : undefined];
  return parts.filter((part) => typeof part === "string").join(", ");
}

function groupColor(group: GroupKey): ThemeColor | undefined {
  const coloured: readonly (GroupKey | Level)[] = ["restricted", "confidential", "internal"];
  return coloured.includes(group) ? new ThemeColor(`fieldguard.${group}`) : undefined;
}

/** The path, under the folder's name where there are several folders. */
function place(folder: string, path: string): string {
  const name = workspace.getWorkspaceFolder(Uri.parse(folder))?.name;
  return name !== undefined && (workspace.workspaceFolders?.length ?? 0) > 1 ? `${name}/${path}` : path;
}
