import type { PackedLexicon } from "./lexicon.ts";

/** The phrases of several words are read when a name may have one. */
declare const packed: Omit<PackedLexicon, "phrases"> & { readonly phrases: () => string };
export default packed;
