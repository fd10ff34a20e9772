import {
  type Command,
  l10n,
  MarkdownString,
  Range,
  type TextDocumentShowOptions,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { LeakModel, Severity } from "../../../server/src/protocol.ts";
import { place } from "../place.ts";
import { partsOf } from "../tree/fieldLook.ts";
import { findings, severityName } from "../words.ts";
import { type LeakNode, type LeakTreeNode, type RuleNode, type StepNode, worstOf } from "./leakNodes.ts";

export function leakTreeItem(node: LeakTreeNode): TreeItem {
  switch (node.kind) {
    case "rule":
      return ruleItem(node);
    case "leak":
      return leakItem(node);
    case "step":
      return stepItem(node);
  }
}

function ruleItem(node: RuleNode): TreeItem {
  const state = node.isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(node.title, state);
  const count = node.places.length;
  item.id = node.id;
  item.description = String(count);
  item.iconPath = severityIcon(worstOf(node));
  item.tooltip = `${node.title}: ${findings(count)}\n${node.rule}`;
  item.accessibilityInformation = { label: [node.title, findings(count), severityName(worstOf(node))].join(", ") };
  item.contextValue = "rule";
  return item;
}

function leakItem(node: LeakNode): TreeItem {
  const { leak, uri } = node;
  const { Collapsed, None } = TreeItemCollapsibleState;
  const others = leak.fields.length - 1;
  const about = leak.about === "" ? plain(leak.message) : leak.about;
  const label = others > 0 ? l10n.t("{0} and {1} more", about, others) : about;
  const item = new TreeItem(label, leak.way.length > 0 ? Collapsed : None);
  const where = `${place(node.folder, node.path)}:${leak.range.start.line + 1}`;
  item.id = node.id;
  item.description = where;
  item.iconPath = severityIcon(leak.severity);
  item.tooltip = tooltipOf(node, where);
  item.accessibilityInformation = {
    label: [label, where, severityName(leak.severity), plain(leak.message)].join(", "),
  };
  item.contextValue = leak.leaveAlone ? "leak excusable" : "leak";
  item.command = openAt(uri, leak.range);
  return item;
}

function stepItem({ id, step, parent }: StepNode): TreeItem {
  const item = new TreeItem(plain(step.message).replace(/\.$/, ""), TreeItemCollapsibleState.None);
  const where = `${place(parent.folder, step.path)}:${step.range.start.line + 1}`;
  item.id = id;
  item.description = where;
  item.iconPath = new ThemeIcon("arrow-small-right");
  item.tooltip = where;
  item.accessibilityInformation = { label: `${plain(step.message)} ${where}` };
  item.contextValue = "step";
  item.command = openAt(step.uri, step.range);
  return item;
}

/** What the squiggle says, and the way of the value. */
function tooltipOf({ leak, folder }: LeakNode, where: string): MarkdownString {
  const text = new MarkdownString();
  appendNamed(text, leak.message);
  text.appendMarkdown("\n\n");
  for (const { message, path, uri, range } of leak.way) {
    text.appendMarkdown("- ");
    appendNamed(text, message);
    text.appendMarkdown(
      ` [${escaped(`${place(folder, path)}:${range.start.line + 1}`)}](${uri}#L${range.start.line + 1})\n`,
    );
  }
  text.appendMarkdown("\n");
  return text.appendMarkdown(escaped(`${where} · ${leak.rule}`));
}

function appendNamed(text: MarkdownString, message: string): void {
  for (const part of partsOf(message)) {
    if (part.isName) text.appendMarkdown(`\`${part.text}\``);
    // `appendText` would keep lines from being broken between words.
    else text.appendMarkdown(escaped(part.text));
  }
}

function escaped(plainText: string): string {
  return plainText.replace(/[\\`*_{}[\]()#+!|<>~-]/g, "\\$&");
}

/** Of what a person reads as plain text. */
function plain(message: string): string {
  return message.replaceAll("`", "");
}

/** With this command alone VS Code keeps the focus here on a click, and hands it over on Enter or a double click. */
function openAt(uri: string, { start, end }: LeakModel["range"]): Command {
  const selection = new Range(start.line, start.character, end.line, end.character);
  return {
    command: "vscode.open",
    title: l10n.t("Go to Place"),
    arguments: [Uri.parse(uri), { selection } satisfies TextDocumentShowOptions],
  };
}

/** As the list of problems shows them; its shape says as much as its colour. */
function severityIcon(severity: Severity): ThemeIcon {
  switch (severity) {
    case "error":
      return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
    case "warning":
      return new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"));
    case "information":
      return new ThemeIcon("info", new ThemeColor("problemsInfoIcon.foreground"));
    case "hint":
      return new ThemeIcon("lightbulb", new ThemeColor("icon.foreground"));
  }
}
