import { readsUsesOf } from "../../engine/languages/registry.ts";
import { certainAnswersFor } from "../../engine/fixes/planTogether.ts";
import type { InheritedField } from "../../engine/project/inheritedFields.ts";
import type { ClassifiedField } from "../../engine/project/model.ts";
import { installedModel } from "../../engine/project/thirdParty/installedModels.ts";
import type { UsesOfField } from "../../engine/project/uses/frameworkUses.ts";
import { explainJson } from "../../engine/reports/explainJson.ts";
import { copyOf, fieldOf } from "../../engine/reports/json.ts";
import { explainField } from "../../engine/reports/text/explainField.ts";
import { explainInstalledField } from "../../engine/reports/text/explainInstalledField.ts";
import { explainRule } from "../../engine/reports/text/explainRule.ts";
import { ruleOf, rules } from "../../engine/rules/registry.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import { installedField } from "../declaredElsewhere.ts";
import { openProject } from "../project.ts";
import { placeOf, selectField, selectInherited, selectPlace, type SelectedField } from "../selector.ts";
import { targetOf } from "../target.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";

export const explainVerb: Verb = {
  name: "explain",
  summary: "say what is known of one field, why, and what can be done; or what a rule is about",
  usage: ["explain [PATH::][app.]Entity.field [PATH]", "explain PATH:LINE", "explain --rule ID"],
  options: [
    { name: "rule", value: "ID", help: "explain this rule" },
    { name: "format", value: "FORMAT", help: "text or json; text by default", choices: ["text", "json"] },
  ],
  example: "fieldguard explain shop.Customer.national_id",

  async run(invocation) {
    const { terminal, positionals, values } = invocation;
    const rule = values.get("rule");
    if (rule !== undefined) {
      if (positionals.length > 0) throw new UsageError("--rule stands alone; leave out the field");
      if (values.has("format"))
        throw new UsageError("--format is for fields; `fieldguard rules --format json` has the rules");
      terminal.print(ruleText(rule, invocation));
      return EXIT.clean;
    }
    const [wanted, folder] = positionals;
    if (wanted === undefined || positionals.length > 2) {
      throw new UsageError("name one field, as [PATH::][app.]Entity.field or PATH:LINE, or a rule with --rule ID");
    }
    terminal.print(await fieldText(wanted, folder, invocation));
    return EXIT.clean;
  },
};

function ruleText(id: string, { terminal }: Invocation): string {
  const rule = ruleOf(id);
  if (!rule) throw new UsageError(`there is no rule ${id}; there are ${rules.map(({ meta }) => meta.id).join(", ")}`);
  return explainRule(rule.meta, terminal);
}

async function fieldText(wanted: string, folder: string | undefined, invocation: Invocation): Promise<string> {
  const { shell, terminal, values } = invocation;
  const place = placeOf(wanted);
  const target = targetOf(place ? [place.path] : folder === undefined ? [] : [folder]);
  // Who inherits from it and who uses it may stand in any other file.
  const project = await openProject({ ...target, parts: null }, invocation);
  const { workspace } = project;
  await workspace.installed.refresh();
  const analyses = workspace.analyses();
  const isJson = values.get("format") === "json";
  const installed = place ? null : installedField(workspace, analyses, wanted);
  if (installed && isJson)
    throw new UsageError(
      `${wanted} has no place in the project; \`fieldguard scan --format json\` has it in thirdParty`,
    );
  if (installed) {
    const { model, subject } = installed;
    const uses = await usesOf(workspace, model.path, model.name, subject);
    return explainInstalledField({ model, subject, uses }, terminal);
  }
  const inherited = place ? null : selectInherited((children) => workspace.inheritedFields(children), analyses, wanted);
  if (inherited?.installed) {
    const { subject, child } = inherited;
    const uses = await usesOf(workspace, child.schema.path, child.entity.name, subject);
    if (isJson) return explainJson({ version: shell.version, field: copyOf(inherited), uses, history: null });
    const model = installedModel(inherited.installed, [subject], workspace.project.packages);
    return explainInstalledField({ model, subject, child, uses }, terminal);
  }
  const selected: SelectedField = place
    ? selectPlace(analyses, target.parts?.[0] ?? "", place.line)
    : (declarationOf(inherited, analyses) ?? selectField(analyses, wanted));
  const { analysis, subject } = selected;
  const uses = await usesOf(workspace, analysis.path, subject.entity.name, subject);
  const history =
    isSensitive(subject) && readsUsesOf(analysis.path)
      ? await workspace.migrations.historyOf(analysis.path, subject, workspace.project)
      : null;
  if (isJson) return explainJson({ version: shell.version, field: fieldOf(analysis.file, subject), uses, history });
  const context = await project.workspace.countedFixContext(analysis.path, subject.entity.name, subject.field.name);
  return explainField(
    {
      file: analysis.file,
      subject,
      findings: [...analysis.findings, ...workspace.usesFindings(analysis)].filter(
        ({ span }) => span.start === subject.field.nameSpan.start,
      ),
      fixes: context ? certainAnswersFor(context) : [],
      uses,
      history,
    },
    terminal,
  );
}

function declarationOf(inherited: InheritedField | null, analyses: readonly FileAnalysis[]): SelectedField | null {
  const analysis = analyses.find(({ path }) => path === inherited?.declaredIn.path);
  return analysis && inherited ? { analysis, subject: inherited.subject } : null;
}

/** As a field of the model that a file, or a package's module, declares. */
async function usesOf(
  { uses }: Workspace,
  path: string,
  model: string,
  subject: ClassifiedField,
): Promise<UsesOfField | null> {
  if (!isSensitive(subject) || !readsUsesOf(path)) return null;
  await uses.refresh();
  return uses.known(path, model, subject.field.name);
}

function isSensitive({ classification }: SelectedField["subject"]): boolean {
  return classification.verdict === "sensitive";
}
