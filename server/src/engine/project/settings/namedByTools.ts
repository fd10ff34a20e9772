/** Settings that files of tools name: of test runners and type checkers, and of what a project is deployed with. */
import { parse } from "smol-toml";
import { MODULE_VARIABLE } from "./namedInPython.ts";

/** `DJANGO_SETTINGS_MODULE = x` and `addopts = --ds=x` of pytest-django, `django_settings_module` of django-stubs. */
export function namedInIni(text: string): readonly string[] {
  return [...text.matchAll(INI_OPTION), ...text.matchAll(DS_OPTION)].map((match) => match[1]!);
}

const INI_OPTION = /^[ \t]*DJANGO_SETTINGS_MODULE[ \t]*[=:][ \t]*["']?([\w.]+)/gim;
const DS_OPTION = /--ds[= ]["']?([\w.]+)/g;

export function namedInToml(text: string): readonly string[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return [];
  }
  const tool = member(document, "tool");
  const pytest = member(member(tool, "pytest"), "ini_options") ?? member(tool, "pytest");
  const named = [member(pytest, MODULE_VARIABLE), member(member(tool, "django-stubs"), "django_settings_module")];
  const options = member(pytest, "addopts");
  const joined = Array.isArray(options) ? options.join(" ") : options;
  return [
    ...named.filter((value) => typeof value === "string"),
    ...(typeof joined === "string" ? [...joined.matchAll(DS_OPTION)].map((match) => match[1]!) : []),
  ];
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** `ENV DJANGO_SETTINGS_MODULE=x` of a Dockerfile, `DJANGO_SETTINGS_MODULE: x` of a compose file, an example of a `.env`, a Procfile. */
export function namedInDeployment(text: string): readonly string[] {
  const commands = text.replace(COMMENT, "").replace(BUILD_STEP, "");
  return [...commands.matchAll(VARIABLE_GIVEN)].map((match) => match[1]!);
}

const COMMENT = /^[ \t]*#.*$/gm;
/** Static files are collected while an image is built, often with settings of their own. It may go on over several lines. */
const BUILD_STEP = /^[ \t]*RUN[ \t](?:[^\\\n]|\\\r?\n|\\.)*$/gim;
/** `${DJANGO_SETTINGS_MODULE:-x}` gives a default. */
const VARIABLE_GIVEN = /\bDJANGO_SETTINGS_MODULE["']?(?:[ \t]*[=:][ \t]*|:-|[ \t]+)["']?([A-Za-z_][\w.]*)/g;
