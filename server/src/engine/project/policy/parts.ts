import { globOf } from "./glob.ts";
import { ENTITY_KINDS, isEntityKind } from "./kinds.ts";
import type { PartPolicy, Policy } from "./model.ts";
import { partsOf, readReason, type Setting, settingsIn } from "./setting.ts";

export function readEntities(section: Setting | undefined): Policy["entities"] {
  const entities = new Map<string, PartPolicy>();
  for (const setting of settingsIn(section)) {
    if (!SELECTOR.test(setting.key)) {
      setting.wrong(`\`${setting.key}\` names no entity; write its name, \`app.name\` or \`path::name\``);
      continue;
    }
    const part = readPart(setting, `entities.${setting.key}`);
    if (part) entities.set(setting.key, part);
  }
  return entities;
}

export function readPaths(section: Setting | undefined): Policy["paths"] {
  const paths = new Map<string, PartPolicy>();
  for (const setting of settingsIn(section)) {
    if (!globOf(setting.key)) {
      setting.wrong(`\`paths\`: the pattern \`${setting.key}\` cannot be used`);
      continue;
    }
    const part = readPart(setting, `paths.${setting.key}`);
    if (part) paths.set(setting.key, part);
  }
  return paths;
}

const SELECTOR = /^(.+::|[\p{Ll}_]\w*\.|\p{Lu}\w*\.(?=\p{Lu}))?[\p{L}_][\p{L}\p{N}_]*$/u;

/** A kind, several kinds, or that nothing there is sensitive. */
function readPart(setting: Setting, name: string): PartPolicy | null {
  const { value, settings, wrong } = setting;
  if (settings && value !== null) return readInsensitive(setting, name);
  const kinds: readonly unknown[] = Array.isArray(value) ? value : [value];
  const unknown = kinds.find((kind) => !isEntityKind(kind));
  if (kinds.length > 0 && kinds.every(isEntityKind)) return { kinds };
  wrong(
    typeof unknown === "string"
      ? `\`${name}\`: unknown kind \`${unknown}\`; known are ${Object.keys(ENTITY_KINDS).join(", ")}`
      : `\`${name}\` must be a kind such as \`person\`, a list of kinds, or \`{ sensitive: false, reason: … }\``,
  );
  return null;
}

function readInsensitive(setting: Setting, name: string): PartPolicy | null {
  const parts = partsOf(setting, name, ["sensitive", "reason"]);
  const sensitive = parts.get("sensitive");
  const reason = readReason(setting, name, parts);
  if (sensitive?.value === false) return reason === null ? null : { sensitive: false, reason };
  (sensitive ?? setting).wrong(`\`${name}\` needs \`sensitive: false\`; what is sensitive is decided field by field`);
  return null;
}
