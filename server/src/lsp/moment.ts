/** A person who points at something does not notice a wait of so many milliseconds. */
const MILLISECONDS = 150;

/** What some work gives if that takes no longer than a moment; null otherwise, while the work goes on by itself. */
export async function withinAMoment<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, MILLISECONDS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
