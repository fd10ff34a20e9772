import type { PackedLexicon } from "./lexicon.ts";

declare const packed: PackedLexicon;
export default packed;
