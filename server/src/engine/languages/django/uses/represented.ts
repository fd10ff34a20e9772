/** Fields that a serializer's `to_representation` surely leaves out or masks; under a condition, or in another dictionary, none. */
export function hiddenByRepresentation(method: string): readonly string[] {
  const returns = [...method.matchAll(/\breturn\b/g)];
  const [, indentation, data] = /^([ \t]+)return[ \t]+(\w+)[ \t]*(?:#.*)?\r?$/m.exec(method) ?? [];
  if (returns.length !== 1 || indentation === undefined || data === undefined) return [];
  const changes = new RegExp(
    `^${indentation}(?:${data}\\.pop\\(\\s*["'](\\w+)["'][^()]*\\)|del ${data}\\[["'](\\w+)["']\\]|${data}\\[["'](\\w+)["']\\][ \\t]*=(.*))[ \\t]*(?:#.*)?\\r?$`,
    "gm",
  );
  return [...method.matchAll(changes)].flatMap(([line, popped, deleted, set, value]) => {
    const name = popped ?? deleted ?? set!;
    // It may be given under another name as well.
    const isElsewhere = new RegExp(`\\b${name}\\b`).test(method.replace(line, ""));
    return isElsewhere || (value !== undefined && !MASKED.test(value.trim())) ? [] : [name];
  });
}

/** A constant, a part, or what a function makes that is called so. */
const MASKED =
  /^(?:None|(["'])[^"'{]*\1)$|\[\s*(?:-\d+\s*:|:\s*-?\d+)\s*\]|\b\w*(?:mask|redact|obfuscat|censor|conceal)\w*\(/i;
