import { LEVELS } from "../../classification/model.ts";
import type { InheritedField } from "../../project/inheritedFields.ts";
import type { ClassifiedField, ClassifiedFile } from "../../project/model.ts";
import type { InstalledModel } from "../../project/thirdParty/installedModels.ts";
import type { Entity } from "../../schema/schema.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import { appOf } from "../../project/app.ts";
import { copiesAt, originOf, shownCopies } from "../copies.ts";
import { fieldFigures, type Figures, figuresOf } from "../figures.ts";
import type { ReportedFile, ReportedFinding, ScanReport } from "../model.ts";
import {
  categoryWords,
  counted,
  findingSummary,
  fixTitle,
  levelWords,
  percent,
  protectionWords,
  shownFields,
  signOf,
  SIGNS,
} from "../words.ts";
import { type Markup, markup } from "./markup.ts";
import { STYLE } from "./style.ts";

const NOTHING = markup``;

/** One page that needs nothing else: no script, no picture, nothing from elsewhere. */
export function htmlReport(report: ScanReport, options: { readonly allFields: boolean }): string {
  const figures = figuresOf(report);
  const models = counted(figures.entities, "model");
  const fields = counted(figures.fields, "field");
  const files = counted(report.files.length, "file");
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Data classification</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Data classification</h1>
<p class="quiet">${models} with ${fields} in ${files}; made by Fieldguard ${report.version}.</p>
</header>
<main>
${figureTiles(figures)}
${figures.sensitive > 0 ? appOverview(report) : NOTHING}
${figures.sensitive + figures.toDecide > 0 ? markup`<p class="quiet">${SIGNS}</p>` : NOTHING}
${appSections(report, options.allFields)}
${findingSection(report, figures)}
${thirdPartySection(report)}
${unreadSection(report)}
</main>
</body>
</html>
`.source;
}

function figureTiles(figures: Figures): Markup {
  return markup`<dl class="figures">
${tile("sensitive fields", figures.sensitive)}
${tile("restricted", figures.byLevel.restricted)}
${tile("lack their treatment", figures.lackingTreatment, figures.lackingTreatment > 0 ? "alarm" : "calm")}
${tile("to decide", figures.toDecide)}
</dl>`;
}

function tile(name: string, count: number, tone = "calm"): Markup {
  return markup`<div class="${tone}"><dt>${name}</dt><dd>${count}</dd></div>`;
}

function appOverview(report: ScanReport): Markup {
  return markup`<h2>Apps</h2>
<div class="scroll"><table>
<thead><tr>
<th scope="col">App</th>
<th scope="col" class="number">Fields</th>
<th scope="col" class="number">Sensitive</th>
<th scope="col" class="number">Restricted</th>
<th scope="col" class="number">Lack treatment</th>
<th scope="col" class="share">Share</th>
</tr></thead>
<tbody>
${[...byApp(report)].map(([app, files]) => appRow(app, files))}</tbody>
</table></div>`;
}

function appRow(app: string, files: readonly ClassifiedFile[]): Markup {
  const figures = fieldFigures(files.flatMap((file) => file.fields));
  const { byLevel } = figures;
  const bars = LEVELS.toReversed()
    .filter((level) => level !== "public" && byLevel[level] > 0)
    .map(
      (level) =>
        markup`<span class="${level}" style="flex:${byLevel[level]}" title="${byLevel[level]} ${level}"></span>`,
    );
  return markup`<tr>
<th scope="row">${appName(app)}</th>
<td class="number">${figures.fields}</td>
<td class="number">${figures.sensitive}</td>
<td class="number">${byLevel.restricted}</td>
<td class="number">${figures.lackingTreatment}</td>
<td><div class="bar" aria-hidden="true">${bars}<span style="flex:${figures.fields - figures.sensitive}"></span></div></td>
</tr>
`;
}

function appSections(report: ScanReport, allFields: boolean): readonly Markup[] {
  return [...byApp(report)].flatMap(([app, files]) => {
    const entities = files.flatMap((file) => entitySections(file, report, allFields));
    if (entities.length === 0) return [];
    return [markup`<section>\n<h2>${appName(app)}</h2>\n${entities}</section>\n`];
  });
}

function entitySections(file: ClassifiedFile, report: ScanReport, allFields: boolean): readonly Markup[] {
  const copies = shownCopies(report, file, allFields);
  return file.schema.entities.flatMap((entity) => {
    const own = file.fields.filter((field) => field.entity === entity);
    const shown = shownFields(own, allFields);
    const inherited = copiesAt(copies, entity);
    return shown.length + inherited.length === 0
      ? []
      : [entitySection(file, entity, { shown, inherited, all: own.length })];
  });
}

interface FieldsOfEntity {
  readonly shown: readonly ClassifiedField[];
  readonly inherited: readonly InheritedField[];
  /** How many it declares itself. */
  readonly all: number;
}

function entitySection(file: ClassifiedFile, entity: Entity, { shown, inherited, all }: FieldsOfEntity): Markup {
  const place = `${file.schema.path}:${lineNumberAt(file.schema.lines, entity.nameSpan.start)}`;
  return markup`<h3>${entity.name} <small><code>${place}</code> · ${shown.length} of ${counted(all, "field")}</small></h3>
<div class="scroll"><table class="fields">
<thead><tr>
<th scope="col">Field</th>
<th scope="col">Level</th>
<th scope="col">Holds</th>
<th scope="col">Needs</th>
<th scope="col">Has</th>
<th scope="col" class="number">Likely sensitive</th>
</tr></thead>
<tbody>
${shown.map((item) => fieldRow(item))}${inherited.map(copyRow)}</tbody>
</table></div>
`;
}

/** What it lacks is told where it is declared. */
function copyRow(copy: InheritedField): Markup {
  return fieldRow({ ...copy.subject, lacksTreatment: false }, markup` <small>from ${originOf(copy)}</small>`);
}

function fieldRow(item: ClassifiedField, origin: Markup = NOTHING): Markup {
  const { field, classification, protection, lacksTreatment } = item;
  const { verdict, level, treatment, confidence } = classification;
  const chip = verdict === "review" ? "review" : (level ?? "");
  const known =
    verdict === "clear"
      ? markup`<td></td><td></td><td></td><td></td>`
      : markup`<td><span class="chip ${chip}">${signOf(item)} ${levelWords(classification)}</span></td>
<td>${categoryWords(item)}</td><td>${treatment ?? ""}</td><td>${protectionWords(protection)}</td>`;
  return markup`<tr class="${lacksTreatment ? "lacking" : "fine"}"><th scope="row"><code>${field.name}</code>${origin}</th>
${known}
<td class="number">${percent(confidence)}</td></tr>
`;
}

function findingSection({ files }: ScanReport, figures: Figures): Markup {
  const all = files.flatMap((file) => file.findings.map((item) => ({ file, item })));
  const open = all.filter(({ item: { finding } }) => finding.suppressed === null && finding.severity !== "hint");
  const suppressed = all.filter(({ item: { finding } }) => finding.suppressed !== null);
  return markup`<section>
<h2>Findings</h2>
<p class="quiet">${findingSummary(figures)}</p>
${findingList(open)}
${suppressed.length > 0 ? markup`<h3>Suppressed</h3>\n${findingList(suppressed)}` : NOTHING}
</section>`;
}

function findingList(items: readonly { readonly file: ReportedFile; readonly item: ReportedFinding }[]): Markup {
  if (items.length === 0) return NOTHING;
  return markup`<ul class="findings">\n${items.map(({ file, item }) => findingItem(file, item))}</ul>`;
}

function findingItem({ file }: ReportedFile, { finding, fixes }: ReportedFinding): Markup {
  const place = `${finding.path}:${lineNumberAt(file.schema.lines, finding.span.start)}`;
  const preferred = fixes.find((fix) => fix.preferred);
  const after = finding.suppressed
    ? markup` · by ${finding.suppressed.by}: ${finding.suppressed.reason}`
    : preferred
      ? markup` · fix: ${fixTitle(preferred.title)}`
      : NOTHING;
  return markup`<li class="${finding.severity}"><p>${withCode(finding.message)}</p>
<p class="quiet">${finding.severity} · <code>${place}</code> · ${finding.rule}${after}</p></li>
`;
}

/** Nothing is found or needed there: what they hold is to be known, not to be changed. */
function thirdPartySection({ thirdParty }: ScanReport): Markup {
  if (thirdParty.length === 0) return NOTHING;
  return markup`<section>
<h2>Models of installed packages</h2>
<div class="scroll"><table class="fields">
<thead><tr>
<th scope="col">Field</th>
<th scope="col">Level</th>
<th scope="col">Holds</th>
<th scope="col">Has</th>
<th scope="col">Package</th>
</tr></thead>
<tbody>
${thirdParty.flatMap((model) => model.fields.map((field) => thirdPartyRow(model, field)))}</tbody>
</table></div>
</section>`;
}

function thirdPartyRow({ app, name, distribution, version }: InstalledModel, item: ClassifiedField): Markup {
  const { field, classification, protection } = item;
  return markup`<tr class="fine"><th scope="row"><code>${app}.${name}.${field.name}</code></th>
<td><span class="chip ${classification.level ?? ""}">${levelWords(classification)}</span></td>
<td>${categoryWords(item)}</td><td>${protectionWords(protection)}</td><td>${distribution} ${version}</td></tr>
`;
}

function unreadSection({ skipped, problems }: ScanReport): Markup {
  if (skipped.length + problems.length === 0) return NOTHING;
  return markup`<section>
<h2>Not read</h2>
<ul>
${skipped.map(({ path, reason }) => markup`<li><code>${path}</code> ${reason}</li>\n`)}
${problems.map(({ path, line, message }) => markup`<li><code>${path}:${line}</code> ${message}</li>\n`)}
</ul>
</section>`;
}

function byApp(report: ScanReport): ReadonlyMap<string, readonly ClassifiedFile[]> {
  const apps = new Map<string, ClassifiedFile[]>();
  for (const { file } of report.files) {
    const app = appOf(file.schema.path);
    apps.set(app, [...(apps.get(app) ?? []), file]);
  }
  return apps;
}

function appName(app: string): string {
  return app === "" ? "Project" : app;
}

/** Our messages put names between backticks. */
function withCode(message: string): readonly Markup[] {
  return message.split("`").map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}
