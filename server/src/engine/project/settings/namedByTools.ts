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

/**
 * `ENV DJANGO_SETTINGS_MODULE=x` of a Dockerfile, `DJANGO_SETTINGS_MODULE: x` of a compose file, an example of a `.env`, a Procfile, and
 * `--settings=x` of what these run.
 */
export function namedInDeployment(text: string): readonly string[] {
  const commands = lastStage(text.replace(COMMENT, "").replace(BUILD_SCRIPT, "").replace(BUILD_STEP, ""));
  const byArgument = [...commands.matchAll(VARIABLE_TAKEN)].flatMap(([, name]) => defaultOf(name!, commands) ?? []);
  return [...[...commands.matchAll(VARIABLE_GIVEN)].map((match) => match[1]!), ...byArgument];
}

/** Of an image that is built in stages only the last one is deployed, with what it is made from. */
function lastStage(text: string): string {
  const parts = text.split(/^(?=[ \t]*FROM[ \t])/im);
  const stages = parts.filter((part) => FROM.test(part));
  const kept: string[] = [];
  for (let index = stages.length - 1; index >= 0;) {
    kept.unshift(stages[index]!);
    const from = FROM.exec(stages[index]!)![1]!.toLowerCase();
    index = stages.slice(0, index).findLastIndex((stage) => FROM.exec(stage)![2]?.toLowerCase() === from);
  }
  return [...parts.filter((part) => !FROM.test(part)), ...kept].join("");
}

/** `ARG SETTINGS=x` */
function defaultOf(name: string, text: string): string | null {
  return new RegExp(`^[ \\t]*ARG[ \\t]+${name}=["']?([A-Za-z_][\\w.]*)`, "im").exec(text)?.[1] ?? null;
}

const FROM = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/i;
/** The whole line: one within a command does not end it. */
const COMMENT = /^[ \t]*#.*(?:\r?\n|$)/gm;
/** https://docs.docker.com/reference/dockerfile/#here-documents */
const BUILD_SCRIPT = /^[ \t]*RUN[ \t].*<<-?["']?(\w+)["']?[^]*?^[ \t]*\1[ \t]*$/gim;
/** Static files are collected while an image is built, often with settings of their own. It may go on over several lines. */
const BUILD_STEP = /^[ \t]*RUN[ \t](?:[^\\\n]|\\\r?\n|\\.)*$/gim;
/** `${DJANGO_SETTINGS_MODULE:-x}` gives a default, and so may any other variable. */
const VARIABLE_GIVEN =
  /(?:\bDJANGO_SETTINGS_MODULE["']?(?:[ \t]*[=:][ \t]*|:-|[ \t]+)["']?(?:\$\{\w+:-)?|--settings[=\s,"']+)([A-Za-z_][\w.]*)/g;
const VARIABLE_TAKEN = /\bDJANGO_SETTINGS_MODULE["']?(?:[ \t]*[=:][ \t]*|[ \t]+)["']?\$\{?(\w+)\}?/g;
