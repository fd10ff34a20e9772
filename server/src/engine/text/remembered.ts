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

/** More than the different names of a large project. */
const MAX_KNOWN = 16_384;
