import type { Regime } from "./regimes.ts";

declare const data: { readonly regimes: readonly Regime[] };
export default data;
