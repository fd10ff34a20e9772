import { hasFix } from "../languages/registry.ts";
import { ruleOf } from "../rules/registry.ts";
import { encryptBlindIndex } from "./encrypt/blindIndex/encryptBlindIndex.ts";
import { encrypt } from "./encrypt/encrypt.ts";
import { encryptBackfill } from "./encrypt/online/backfill.ts";
import { encryptContract } from "./encrypt/online/contract.ts";
import { encryptExpand } from "./encrypt/online/expand.ts";
import { renewFieldClasses } from "./encrypt/renewFieldClasses.ts";
import { ignore } from "./ignore.ts";
import { hideField } from "./classes/hideField.ts";
import { nameFields } from "./classes/nameFields.ts";
import { unlistField } from "./classes/unlistField.ts";
import { writeOnly } from "./classes/writeOnly.ts";
import type {
  ClassFix,
  ClassFixContext,
  Fix,
  FixContext,
  FixOffer,
  FixRefusal,
  SettingFix,
  SettingFixContext,
} from "./model.ts";
import { isRefusal } from "./model.ts";
import { moveKey } from "./moveKey/moveKey.ts";
import { debugFromEnvironment } from "./settings/debugFromEnvironment.ts";
import { guardDebugTool } from "./settings/guardDebugTool.ts";
import { localInternalIps } from "./settings/localInternalIps.ts";
import { plainErrorMail } from "./settings/plainErrorMail.ts";
import { secureCookie } from "./settings/secureCookie.ts";
import { strongHasherFirst } from "./settings/strongHasherFirst.ts";
import { setCategory } from "./setCategory.ts";
import { tokenize } from "./tokenize/tokenize.ts";

/** In the order in which they are shown. */
export const fixes: readonly Fix[] = [
  encryptExpand,
  encryptBackfill,
  encryptContract,
  encrypt,
  encryptBlindIndex,
  tokenize,
  renewFieldClasses,
  setCategory,
  ignore,
].map(whereItExists);

/** What a language has no fix for is neither offered nor refused. */
function whereItExists(fix: Fix): Fix {
  return {
    ...fix,
    offer: (context) => (hasFix(context.file.schema.language, fix.id) ? fix.offer(context) : null),
  };
}

/** Fixes for what is found in the settings. */
export const settingFixes: readonly SettingFix[] = [
  moveKey,
  debugFromEnvironment,
  guardDebugTool,
  localInternalIps,
  plainErrorMail,
  secureCookie,
  strongHasherFirst,
];

/** Fixes for what is found at classes that show fields. */
export const classFixes: readonly ClassFix[] = [nameFields, writeOnly, unlistField, hideField];

/** Those that the rule of the finding names. */
export function classAnswersFor(context: ClassFixContext): readonly (FixOffer | FixRefusal)[] {
  const ids = ruleOf(context.finding.rule)?.meta.fixes ?? [];
  return classFixes.filter(({ id }) => ids.includes(id)).flatMap((fix) => fix.offer(context) ?? []);
}

/** Those that the rule of the finding names. */
export function settingAnswersFor(context: SettingFixContext): readonly (FixOffer | FixRefusal)[] {
  const ids = ruleOf(context.finding.rule)?.meta.fixes ?? [];
  return settingFixes.filter(({ id }) => ids.includes(id)).map((fix) => fix.offer(context));
}

export function fixOf(id: string): Fix | undefined {
  return fixes.find((fix) => fix.id === id);
}

/** Offers and refusals, in the order of the fixes. */
export function answersFor(context: FixContext): readonly (FixOffer | FixRefusal)[] {
  return fixes.flatMap((fix) => fix.offer(context) ?? []);
}

export function offersFor(context: FixContext): readonly FixOffer[] {
  return answersFor(context).filter((answer): answer is FixOffer => !isRefusal(answer));
}

/** Why fixes that a person may expect are not on offer. */
export function refusalsFor(context: FixContext): readonly FixRefusal[] {
  return answersFor(context).filter(isRefusal);
}
