/** Another bundle, by its path from that of the one that asks for it. */
export async function loadBeside(bundle: string): Promise<unknown> {
  return import(bundle);
}
