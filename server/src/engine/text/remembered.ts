/** A function of a text that remembers what it found. Forgets everything when it knows too many texts. */
export function remembered<Found>(find: (text: string) => Found): (text: string) => Found {
  const known = new Map<string, Found>();
  let lastText: string | null = null;
  let lastFound: Found;
  return (text) => {
    // A field's name is asked for several times before the next one.
    if (text === lastText) return lastFound;
    let found = known.get(text);
    if (found === undefined) {
      found = find(text);
      if (known.size >= MAX_KNOWN) known.clear();
      known.set(text, found);
    }
    lastText = text;
    lastFound = found;
    return found;
  };
}

/** Likewise of whole files, of which it keeps the last few alone. */
export function rememberedOfLast<Found>(find: (text: string) => Found): (text: string) => Found {
  const known = new Map<string, { readonly found: Found }>();
  return (text) => {
    const kept = known.get(text) ?? { found: find(text) };
    known.delete(text);
    known.set(text, kept);
    if (known.size > LAST_FILES) known.delete(known.keys().next().value!);
    return kept.found;
  };
}

/** Of what nobody may ask for. */
export function once<Found>(find: () => Found): () => Found {
  let kept: { readonly found: Found } | null = null;
  return () => (kept ??= { found: find() }).found;
}

/** The same of an object. Whoever is asked of many should be asked of the same object where they are alike. */
export function rememberedOf<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, { readonly found: Found }>();
  let lastKey: Key | null = null;
  let lastFound: Found;
  return (key) => {
    // As with texts, several ask for one before the next.
    if (key === lastKey) return lastFound;
    let kept = known.get(key);
    if (!kept) known.set(key, (kept = { found: find(key) }));
    lastKey = key;
    lastFound = kept.found;
    return lastFound;
  };
}

/** A class, and its bases and heirs. */
const LAST_FILES = 4;

/** More than the different names of a large project. */
const MAX_KNOWN = 16_384;
