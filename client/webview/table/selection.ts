/** Rows that are chosen, and the one from which a range is chosen. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null };

export function withToggled({ keys }: Selection, key: string): Selection {
  const others = new Set(keys);
  if (!others.delete(key)) others.add(key);
  return { keys: others, anchor: key };
}

/** Everything from the anchor to `key`, in the order in which the rows are shown. */
export function withRange(selection: Selection, key: string, order: readonly string[]): Selection {
  const to = order.indexOf(key);
  const anchor = order.indexOf(selection.anchor ?? key);
  const from = anchor < 0 ? to : anchor;
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { keys: new Set([...selection.keys, ...range]), anchor: order[from] ?? null };
}

/** Only what is still shown stays chosen: nobody decides about rows that they do not see. */
export function withShownOnly({ keys, anchor }: Selection, shown: ReadonlySet<string>): Selection {
  return {
    keys: new Set([...keys].filter((key) => shown.has(key))),
    anchor: anchor !== null && shown.has(anchor) ? anchor : null,
  };
}
