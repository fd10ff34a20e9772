/** Waits for what the window does in its own time. `limit`: milliseconds. */
export async function until(what: string, check: () => boolean | Promise<boolean>, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not in ${limit / 1000} s: ${what}`);
}
