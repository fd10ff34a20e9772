import { answersFor } from "../../engine/fixes/registry.ts";
import { explainField } from "../../engine/reports/text/explainField.ts";
import { explainInstalledField } from "../../engine/reports/text/explainInstalledField.ts";
import { explainRule } from "../../engine/reports/text/explainRule.ts";
import { ruleOf, rules } from "../../engine/rules/registry.ts";
import { openProject } from "../project.ts";
import { placeOf, selectField, selectInstalled, selectPlace, type SelectedField } from "../selector.ts";
import { targetOf } from "../target.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";

export const explainVerb: Verb = {
  name: "explain",
  summary: "say what is known of one field, why, and what can be done; or what a rule is about",
  usage: ["explain [PATH::][app.]Entity.field [PATH]", "explain PATH:LINE", "explain --rule ID"],
  options: [{ name: "rule", value: "ID", help: "explain this rule" }],
  example: "fieldguard explain shop.Customer.national_id",

  async run(invocation) {
    const { terminal, positionals, values } = invocation;
    const rule = values.get("rule");
    if (rule !== undefined) {
      if (positionals.length > 0) throw new UsageError("--rule stands alone; leave out the field");
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
  const { terminal } = invocation;
  const place = placeOf(wanted);
  const target = targetOf(place ? [place.path] : folder === undefined ? [] : [folder]);
  const project = await openProject(target, invocation);
  const analyses = project.workspace.analyses();
  const installed = place ? null : selectInstalled(project.workspace.installedModels(), analyses, wanted);
  if (installed) return explainInstalledField(installed.model, installed.subject, terminal);
  const selected: SelectedField = place
    ? selectPlace(analyses, target.parts?.[0] ?? "", place.line)
    : selectField(analyses, wanted);
  const { analysis, subject } = selected;
  const context = await project.workspace.fixContext(analysis.path, subject.entity.name, subject.field.name);
  const isSensitive = subject.classification.verdict === "sensitive";
  if (isSensitive) await project.workspace.uses.refresh();
  return explainField(
    {
      file: analysis.file,
      subject,
      findings: analysis.findings.filter(({ span }) => span.start === subject.field.nameSpan.start),
      fixes: context ? answersFor(context) : [],
      uses: isSensitive ? project.workspace.uses.known(analysis.path, subject.entity.name, subject.field.name) : null,
      history: isSensitive
        ? await project.migrations.historyOf(analysis.path, subject, project.workspace.project)
        : null,
    },
    terminal,
  );
}
