import {
  l10n,
  MarkdownString,
  Range,
  type TextDocumentShowOptions,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeItemLabel,
  Uri,
} from "vscode";
import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";
import { folderName, place } from "../place.ts";
import { withoutArticle } from "../withoutArticle.ts";
import { categoryName, counts, levelName, protectionName, sentence } from "../words.ts";
import { entityName, fieldLabel, fieldName, fieldShape, partsOf } from "./fieldLook.ts";
import { type FieldKind, highlightsIn, kindOf } from "./filter.ts";
import { type EntityNode, type FieldNode, type Group, type GroupNode, type TreeNode, worstLevel } from "./nodes.ts";

/** How a node looks. `search`: the words whose places in the labels are marked. The tooltip of a field comes later. */
export function treeItem(node: TreeNode, search: string): TreeItem {
  switch (node.kind) {
    case "group":
      return groupItem(node);
    case "entity":
      return entityItem(node, search);
    case "field":
      return fieldItem(node, search);
  }
}

function groupItem({ id, group, members, isExpanded }: GroupNode): TreeItem {
  const item = new TreeItem(groupName(group), collapsibleState(isExpanded));
  const kind = group.by === "review" ? "review" : worstLevel(members);
  item.id = id;
  const fields = members.flatMap((member) => member.fields);
  item.description = group.by === "category" || group.by === "folder" ? shortCount(fields) : counts(fields);
  // A folder has no level, and about what packages bring there is nothing to do.
  const isColoured = group.by !== "folder" && group.by !== "third-party";
  item.iconPath = new ThemeIcon(groupIcon(group), isColoured ? colorOf(kind) : undefined);
  item.tooltip = groupTooltip(group, counts(fields));
  item.accessibilityInformation = { label: item.tooltip.replaceAll("\n", ", ") };
  item.contextValue = group.by === "folder" ? "group folder" : "group";
  return item;
}

function groupName(group: Group): string {
  switch (group.by) {
    case "review":
      return l10n.t("To decide");
    case "level":
      return levelName(group.level);
    case "category":
      return sentence(withoutArticle(group.gloss));
    case "folder":
      return group.path === "" ? folderName(group.folder) : place(group.folder, group.path);
    case "third-party":
      return l10n.t("Third-party");
  }
}

function groupIcon(group: Group): string {
  switch (group.by) {
    case "review":
      return "question";
    case "level":
      return "shield";
    case "category":
      return "tag";
    case "folder":
      return "folder";
    case "third-party":
      return "package";
  }
}

function groupTooltip(group: Group, counted: string): string {
  const head = `${groupName(group)}: ${counted}`;
  if (group.by === "review") {
    const keys = l10n.t("Press y to agree, s to choose another category, n if the field is not sensitive.");
    return `${head}\n${keys}`;
  }
  if (group.by === "third-party")
    return `${head}\n${l10n.t("Models of installed packages, as far as they are known.")}`;
  return group.by === "category" && group.category !== null ? `${head}\n${group.category}` : head;
}

function entityItem({ id, parent, entity, fields, isExpanded }: EntityNode, search: string): TreeItem {
  const item = new TreeItem(marked(entity.name, search), collapsibleState(isExpanded));
  const isUnderFolder = parent?.group.by === "folder";
  const path = isUnderFolder ? (entity.path.split("/").at(-1) ?? "") : place(entity.folder, entity.path);
  item.id = id;
  if (entity.package) return installedEntityItem(item, entity, fields);
  item.description = `${shortCount(fields)} · ${path}`;
  // Its own colour would be that of a level.
  item.iconPath = new ThemeIcon("symbol-class", new ThemeColor("icon.foreground"));
  item.tooltip = `${entity.name}: ${counts(fields)}\n${entity.path}`;
  item.accessibilityInformation = { label: item.tooltip.replaceAll("\n", ", ") };
  item.contextValue = "entity";
  return item;
}

function installedEntityItem(
  item: TreeItem,
  entity: ClassifiedEntity,
  fields: readonly ClassifiedFieldModel[],
): TreeItem {
  item.label = entityName(entity);
  item.description = `${fields.length} · ${packageName(entity)}`;
  item.iconPath = new ThemeIcon("symbol-class", new ThemeColor("icon.foreground"));
  item.tooltip = `${entityName(entity)}: ${counts(fields)}\n${origin(entity)}`;
  item.accessibilityInformation = { label: item.tooltip.replaceAll("\n", ", ") };
  item.contextValue = "installedEntity";
  return item;
}

function packageName({ package: from }: ClassifiedEntity): string {
  return from ? `${from.name} ${from.otherVersion ?? from.version}` : "";
}

function origin({ package: from }: ClassifiedEntity): string {
  if (!from) return "";
  return from.otherVersion === null
    ? l10n.t("As {0} {1} declares it: there is nothing to change here.", from.name, from.version)
    : l10n.t(
        "As {0} {1} declares it, and perhaps {2}, which the project has: there is nothing to change here.",
        from.name,
        from.version,
        from.otherVersion,
      );
}

/** For a narrow side bar; the tooltip says it in full. */
function shortCount(fields: readonly ClassifiedFieldModel[]): string {
  const lacking = fields.filter((field) => field.lacksTreatment).length;
  return lacking > 0 ? l10n.t("{0} of {1}", lacking, fields.length) : String(fields.length);
}

function fieldItem(node: FieldNode, search: string): TreeItem {
  const { id, entity, field } = node;
  const item = new TreeItem(marked(fieldLabel(node), search), TreeItemCollapsibleState.None);
  item.id = id;
  item.description = fieldDescription(node);
  item.iconPath = new ThemeIcon(fieldShape(entity, field), colorOf(kindOf(field)));
  item.accessibilityInformation = { label: spoken(node) };
  item.contextValue = contextValue(field);
  if (entity.package) return installedFieldItem(item, node);
  // With this command alone VS Code keeps the focus here on a click, and hands it over on Enter or a double click.
  item.command = {
    command: "vscode.open",
    title: l10n.t("Go to Field"),
    arguments: [Uri.parse(entity.uri), { selection: rangeOf(field) } satisfies TextDocumentShowOptions],
  };
  return item;
}

function installedFieldItem(item: TreeItem, node: FieldNode): TreeItem {
  const { entity } = node;
  item.contextValue = "installedField";
  item.tooltip = installedFieldTooltip(node);
  item.command = {
    command: "vscode.open",
    title: l10n.t("Open Documentation of {0}", entity.package?.name ?? ""),
    arguments: [Uri.parse(entity.uri)],
  };
  return item;
}

function installedFieldTooltip(node: FieldNode): MarkdownString {
  const { entity, field } = node;
  const text = new MarkdownString();
  text.appendText(
    `${fieldName(node)}: ${[holds(field), levelOf(field), protectionName(field.protection.kind)].join(" · ")}`,
  );
  text.appendMarkdown("\n\n");
  for (const reason of field.evidence) {
    text.appendMarkdown("- ");
    for (const part of partsOf(reason)) {
      if (part.isName) text.appendMarkdown(`\`${part.text}\``);
      else text.appendText(part.text);
    }
    text.appendMarkdown("\n");
  }
  text.appendMarkdown("\n");
  return text.appendText(origin(entity));
}

function rangeOf({ range: { start, end } }: ClassifiedFieldModel): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** What the field holds and how it is stored; where the parent says what it holds, the place. */
function fieldDescription({ parent, entity, field }: FieldNode): string {
  const stored = protectionName(field.protection.kind);
  if (entity.package) return `${holds(field)} · ${stored}`;
  return parent.kind === "group" ? `${stored} · ${place(entity.folder, entity.path)}` : `${holds(field)} · ${stored}`;
}

function holds(field: ClassifiedFieldModel): string {
  const name = categoryName(field);
  return field.verdict === "review" ? l10n.t("{0}?", name) : name;
}

/** Matched by the menus in package.json. */
function contextValue(field: ClassifiedFieldModel): string {
  return [
    "field",
    ...(field.lacksTreatment ? ["protectable"] : []),
    ...(field.verdict === "review" ? ["undecided"] : []),
  ].join(" ");
}

/** Says what the icon shows as well. */
function spoken(node: FieldNode): string {
  const { field } = node;
  return [
    fieldName(node),
    holds(field),
    levelOf(field),
    protectionName(field.protection.kind),
    ...(field.lacksTreatment ? [l10n.t("lacks its treatment")] : []),
  ].join(", ");
}

function levelOf(field: ClassifiedFieldModel): string {
  const kind = kindOf(field);
  return kind === "review" ? l10n.t("To decide") : levelName(kind);
}

function marked(label: string, search: string): string | TreeItemLabel {
  const highlights = highlightsIn(label, search);
  return highlights.length === 0 ? label : { label, highlights };
}

function collapsibleState(isExpanded: boolean): TreeItemCollapsibleState {
  return isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function colorOf(kind: FieldKind | null): ThemeColor | undefined {
  const coloured: readonly (FieldKind | null)[] = ["restricted", "confidential", "internal"];
  return coloured.includes(kind) ? new ThemeColor(`fieldguard.${kind ?? ""}`) : undefined;
}
