import type { ValueDetectors } from "../../engine/project/values/model.ts";
import { loadBeside } from "./loadBeside.ts";

/** They lie beside the bundle that asks for them, which holds none of them. */
export async function loadDetectors(): Promise<ValueDetectors> {
  return (await loadBeside("./valueDetectors.cjs")) as ValueDetectors;
}
