import { REGIME_IDS, type RegimeId } from "../../classification/regimeIds.ts";
import type { Setting } from "./setting.ts";

export function readRegimes(section: Setting | undefined): readonly RegimeId[] {
  const value = section?.value ?? [];
  if (!Array.isArray(value)) {
    section?.wrong(`\`regimes\` must be a list of some of ${REGIME_IDS.join(", ")}`);
    return [];
  }
  for (const id of value as readonly unknown[]) {
    if (!REGIME_IDS.includes(id as RegimeId))
      section?.wrong(`unknown regime \`${String(id)}\`; known are ${REGIME_IDS.join(", ")}`);
  }
  return REGIME_IDS.filter((id) => value.includes(id));
}
