import type { Evidence, EvidenceKind } from "../model.ts";

/** Evidence as it was found, before its weight is fitted. Made by `reasonOf`. */
export interface Reason extends Evidence {
  /** What is fitted together: all reasons of one feature count more, or less, by one factor; see `weights.yml`. */
  readonly feature: string;
  /** A data word, and where it stands: told once, however often it is said. */
  readonly said: SaidWord | null;
  /** The same as it counts and is shown. Many fields share it. */
  readonly fitted: Evidence;
}

export interface SaidWord {
  readonly words: string;
  readonly places: readonly Place[];
}

/** In the order in which people look at them. */
const PLACES = ["name", "label", "help text", "comment"] as const;
export type Place = (typeof PLACES)[number];

/** Where a phrase stands, how people call that place, how much its data words weigh compared with a name's, and which count. */
export interface Source {
  readonly kind: EvidenceKind;
  readonly place: Place;
  readonly share: number;
  /** Words of less weight say nothing here. */
  readonly floor: number;
  /** Whether words stand there in sentences, where some are verbs. */
  readonly isProse: boolean;
}

/** The same words, wherever one of the two has them. */
export function saidTogether(one: SaidWord, other: SaidWord): SaidWord {
  return { ...one, places: PLACES.filter((place) => [...one.places, ...other.places].includes(place)) };
}

/** A word that needs more than itself to count (`type`, `note`) is told as such. */
export function saidDetail({ words, places }: SaidWord, weight: number): string {
  const where = places.length === 1 ? `the ${places[0]!}` : `${places.slice(0, -1).join(", ")} and ${places.at(-1)!}`;
  if (weight <= 0) return `“${words}” in ${where} alone mostly means nothing sensitive`;
  return `${where} ${places.length === 1 ? "says" : "say"} “${words}”`;
}
