import type { ValueDetectors } from "../../engine/project/values/model.ts";

/** They lie beside the bundle that asks for them, which holds none of them. */
export async function loadDetectors(): Promise<ValueDetectors> {
  return (await loadBeside("./valueDetectors.cjs")) as ValueDetectors;
}

/** Another bundle, by its path from that of this one. */
async function loadBeside(bundle: string): Promise<unknown> {
  return import(bundle);
}
