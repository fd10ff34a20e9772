import type { FileUses } from "../../../schema/rawUses.ts";
import { APP_FILE, appLabelIn } from "../appConfig.ts";
import { ignoresIn } from "../ignores.ts";
import { isFixture, readFixtureUses } from "./fixtures/readFixtureUses.ts";
import type { Failure, UsesInText } from "./model.ts";
import type { Wanted } from "./wanted.ts";
import { readPythonUses } from "./readPythonUses.ts";
import { readTemplateUses } from "./readTemplateUses.ts";

const TEMPLATE = /\.(?:html|htm|djhtml|jinja|jinja2|j2)$/;

/** Texts of any other kind are templates where Django looks for some. */
const AMONG_TEMPLATES = /(?:^|\/)templates\/.*\.(?:txt|xml|md|mjml|svg|eml|csv|tex)$/;

/** What a migration names is counted as a migration. */
const MIGRATION = /(?:^|\/)migrations\/[^/]*\.py$/;

/** Whether a file is one that may use fields, by its path. */
export function mayUseFields(path: string): boolean {
  return (path.endsWith(".py") && !MIGRATION.test(path)) || isOtherText(path);
}

/** Whether a file is one that may use fields and declares none. */
export function isOtherText(path: string): boolean {
  return isTemplate(path) || isFixture(path);
}

function isTemplate(path: string): boolean {
  return TEMPLATE.test(path) || AMONG_TEMPLATES.test(path);
}

/** `wanted`: null when nothing of it is in the text; what an app is called and comments that silence rules are read all the same. */
export function readUses(path: string, text: string, wanted: Wanted | null): FileUses & Failure {
  const appLabel = path.split("/").at(-1) === APP_FILE ? appLabelIn(text) : null;
  const found = path.endsWith(".py") ? ignoresIn(text) : [];
  const ignores = found.length > 0 ? { ignores: found } : {};
  return { ...NOTHING, ...(wanted ? usesIn(path, text, wanted) : {}), ...ignores, appLabel };
}

const NOTHING = { lines: [0], uses: [], abouts: [], flows: [], members: [], calls: [] } as const;

function usesIn(path: string, text: string, wanted: Wanted): UsesInText {
  if (isFixture(path)) return readFixtureUses(path, text, wanted);
  return isTemplate(path) ? readTemplateUses(path, text, wanted) : readPythonUses(text, wanted);
}
