import { type PythonModule, readModule } from "../../../languages/python/module.ts";
import { readExpression } from "../../../languages/python/readExpression.ts";
import { assignmentParts } from "../../../project/settings/assignment.ts";
import { textOf } from "../../../project/settings/value.ts";
import type { Span } from "../../../text/span.ts";
import type { Deployment, SettingsViolation, Severity } from "../../rule.ts";
import { placeOf } from "../../deployment.ts";

/** Addresses that hold for more than the developer's own machine. */
export function* openAddresses({ project, environment }: Deployment, severity: Severity): Iterable<SettingsViolation> {
  const addresses = project.settings.valueIn("INTERNAL_IPS", environment);
  if (!addresses) return;
  const { value } = addresses;
  const place = placeOf(addresses);
  const said = { severity, place, setting: addresses.name };
  if (value.kind === "list") {
    const texts = value.items.flatMap((item) => (item.always ? [textOf(item.value)] : []));
    const none = texts.find((text) => text !== null && /^(\*|0\.0\.0\.0(\/0)?|::(\/0)?)$/.test(text));
    if (texts.includes("")) {
      yield {
        ...said,
        message:
          "An empty text is no address: behind a server that listens on a socket of the machine every client has it, and gets the toolbar wherever `DEBUG` is on. Write the addresses of the developer's own machine.",
      };
    } else if (none !== undefined) {
      // It lets nobody in; who writes it may mean to.
      yield {
        ...said,
        severity: "information",
        profile: "strict",
        message: `\`${none}\` is the address of no client. Write the addresses of the developer's own machine.`,
      };
    }
    return;
  }
  if (!holdsByItsOwn(readModule(project.texts.get(place.path) ?? ""), place.span)) return;
  yield {
    ...said,
    message:
      "This holds every address, so that everybody gets the toolbar wherever `DEBUG` is on. Write the addresses of the developer's own machine.",
  };
}

/** `INTERNAL_IPS = Everything()`, of a class that says itself what it contains. */
function holdsByItsOwn({ text, layout }: PythonModule, span: Span): boolean {
  const textOfSpan = ({ start, end }: Span): string => text.slice(start, end);
  const parts = assignmentParts(text, span);
  const value = parts && readExpression(text, parts.value);
  const callee = value?.kind === "call" && value.callee.kind === "name" ? value.callee.text : null;
  const made = layout.statements.find(
    ({ kind, name }) => kind === "class" && name !== null && textOfSpan(name) === callee,
  );
  return [span, ...(made ? [{ start: made.span.start, end: made.end }] : [])].some((each) =>
    textOfSpan(each).includes("__contains__"),
  );
}
