import type { Project } from "../model.ts";
import type { SettingsEnvironment } from "../settings/environments.ts";
import { type SettingPlace, textOf, truthOf, type Value } from "../settings/value.ts";
import { givenKeys, placeOfMissing } from "./givenKeys.ts";
import type { KeyUse } from "./keyUses.ts";

/** How values hang on SECRET_KEY. */
export interface SecretKeyUse {
  /** `setting`: the setting holds it, or is made of it; the others: as the package says. */
  readonly how: "setting" | "instead" | "part" | "signed";
  /** The setting that says so: SECRET_KEY itself where the package does. */
  readonly setting: string;
  readonly place: SettingPlace;
}

/** Null where they do not, or where modules that are not there may say otherwise. */
export function secretKeyUse(project: Project, use: KeyUse, environment: SettingsEnvironment): SecretKeyUse | null {
  const { settings } = project;
  const secret = settings.valueIn("SECRET_KEY", environment);
  const place = secret?.places.at(-1) ?? placeOfMissing(project, environment);
  if (use.facts.signed) return { how: "signed", setting: "SECRET_KEY", place };
  if (use.facts.secretKey === "part") return { how: "part", setting: "SECRET_KEY", place };
  const given = givenKeys(project, use, environment);
  if (given.length === 0) {
    const isInstead = use.facts.secretKey === "instead" && settings.missingIn(environment).length === 0;
    return isInstead ? { how: "instead", setting: "SECRET_KEY", place } : null;
  }
  for (const { name, value, places } of given) {
    const isSame = secret !== null && isSameSecret(value, secret.value);
    if (isSame || places.some((each) => namesSecretKey(project, each)))
      return { how: "setting", setting: name, place: places.at(-1)! };
  }
  return null;
}

function isSameSecret(value: Value, secret: Value): boolean {
  if (value.kind === "list") return value.items.some((item) => isSameSecret(item.value, secret));
  if (value.kind === "environment") {
    return secret.kind === "environment" && value.variable !== null && value.variable === secret.variable;
  }
  const text = textOf(value);
  return text !== null && text === textOf(secret);
}

function namesSecretKey({ texts }: Project, { path, span }: SettingPlace): boolean {
  const source = (texts.get(path) ?? "").slice(span.start, span.end);
  const code = source.replaceAll(STRING_OR_COMMENT, (part) => (FORMAT_STRING.test(part) ? part : '""'));
  return /\bSECRET_KEY\b/.test(code.slice(code.indexOf("=")));
}

const STRING_OR_COMMENT = /\w*(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')|#[^\n]*/g;
const FORMAT_STRING = /^\w*[fF]\w*["']/;

/** Whether SECRET_KEY is replaced from time to time, as far as the settings tell. */
export interface Rotation {
  /** `done`: there is an older one; `prepared`: there may be one; `said`: a comment says so. */
  readonly how: "done" | "prepared" | "said";
  readonly setting: string;
  readonly place: SettingPlace;
}

export function rotationOf(project: Project, environment: SettingsEnvironment): Rotation | null {
  const { settings } = project;
  const fallbacks = settings.valueIn("SECRET_KEY_FALLBACKS", environment);
  const older = settings.namesIn(environment).filter((name) => OLDER.test(name));
  for (const setting of [fallbacks, ...older.map((name) => settings.valueIn(name, environment))]) {
    const how = setting && olderKeyIn(setting.value);
    if (setting && how) return { how, setting: setting.name, place: setting.places.at(-1)! };
  }
  const secret = settings.valueIn("SECRET_KEY", environment)?.places.at(-1);
  return secret && saysRotated(project, secret) ? { how: "said", setting: "SECRET_KEY", place: secret } : null;
}

/** Null where there certainly is none. */
function olderKeyIn(value: Value): "done" | "prepared" | null {
  if (truthOf(value) === false) return null;
  if (value.kind === "list") {
    const isThere = value.items.some((item) => item.always && olderKeyIn(item.value) === "done");
    if (isThere) return "done";
    return value.whole && value.items.every((item) => olderKeyIn(item.value) === null) ? null : "prepared";
  }
  return textOf(value) === null ? "prepared" : "done";
}

const OLDER = /^(OLD|PREVIOUS|FORMER|LAST)_(DJANGO_)?SECRET_KEY$|^SECRET_KEY_(OLD|PREVIOUS|FORMER)$/;

/** In a comment at the end of the statement, or in those right above it. */
function saysRotated({ texts }: Project, { path, span }: SettingPlace): boolean {
  const text = texts.get(path) ?? "";
  const before = text.slice(0, span.start).split("\n").slice(0, -1);
  const above = before.slice(before.findLastIndex((line) => !/^\s*#/.test(line)) + 1);
  const behind = /^[ \t]*#.*/.exec(text.slice(span.end))?.[0] ?? "";
  return SAYS_ROTATED.test([...above, behind].join("\n"));
}

const SAYS_ROTATED =
  /(?<!\b(?:be|get|gets|is|never|not|when|if|until|once) )\b(?:rotated|changed|replaced|renewed|regenerated) (?:on|in|after|since|because)\b/i;
