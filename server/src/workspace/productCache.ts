import type { CacheStore, Host } from "./ports.ts";

/** Put in by the build. Sources that run as they are, or while they change, keep nothing. */
declare const PRODUCT_CONTENT: string | undefined;

/** Shared by all that this product does with a folder: editor and command line. */
export function openProductCache(host: Host, folderUri: string): CacheStore | null {
  return typeof PRODUCT_CONTENT === "undefined" ? null : host.openCache(folderUri, PRODUCT_CONTENT);
}
