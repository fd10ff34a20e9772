import { dropItems } from "../../languages/python/dropItems.ts";
import { addImportEdits } from "../../languages/python/editImports.ts";
import { readModule } from "../../languages/python/module.ts";
import { newlineOf } from "../../text/whitespace.ts";
import type { Project } from "../../project/model.ts";
import { isAddressesFile } from "../../project/readProject.ts";
import type { DebugTool } from "../../project/settings/debugTools.d.yml.ts";
import type { ToolAddress } from "../../rules/settings/toolAddresses.ts";
import { inSequence } from "../inSequence.ts";
import type { FileChange } from "../model.ts";
import { edit } from "./settingStatement.ts";

/**
 * Addresses of a tool in `if settings.DEBUG:`, at the end of their file. Null where they are written in a way that is not edited here, or
 * where something else of the tool is imported, which fails where it is not installed.
 */
export function guardedAddresses(
  addresses: readonly ToolAddress[],
  { texts }: Project,
  { apps }: DebugTool,
): readonly FileChange[] | null {
  const paths = new Set(addresses.map(({ path }) => path));
  for (const [path, text] of texts) {
    const isImported = (isAddressesFile(path) ? readModule(text).imports : []).some(({ place, module, names }) =>
      [module, ...names.map(({ name }) => name)].some(
        (name) => place !== "local" && apps.includes(name.split(".")[0]!),
      ),
    );
    if (isImported) return null;
  }
  const changes = [...paths].map((path) => guarded(addresses.filter((each) => each.path === path)));
  return changes.includes(null) ? null : changes.filter((change) => change !== null);
}

function guarded(addresses: readonly ToolAddress[]): FileChange | null {
  const [{ path, module, span, list } = addresses[0]!] = addresses;
  if (addresses.length !== 1 || !list || !"[(".includes(module.text[list.span.start]!)) return null;
  const { text } = module;
  const newline = newlineOf(text);
  const written = text.slice(span.start, span.end);
  const isTuple = text[list.span.start] === "(";
  const item = isTuple ? `(${written},)` : `[${written}]`;
  const edits = inSequence(text, [
    () =>
      dropItems(
        module,
        { open: list.span.start, close: list.span.end - 1, items: list.items },
        (index) => index === list.index,
      ),
    (current) => {
      const end = current.trimEnd().length;
      const block = `${newline}${newline}if settings.DEBUG:${newline}    urlpatterns += ${item}${newline}`;
      return [{ span: { start: end, end: current.length }, text: block }];
    },
    (current) => addImportEdits(readModule(current), [{ module: "django.conf", name: "settings", origin: "package" }]),
  ]);
  return edits && edit(path, edits);
}
