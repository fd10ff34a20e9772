/** What `mocha` is to the suite in a browser: Mocha's own build for browsers, which speaks through globals. */
import "mocha/mocha.js";
import type * as mocha from "mocha";

const page = globalThis as unknown as typeof mocha & { readonly Mocha: typeof mocha.default };

export default page.Mocha;
// They are others for each run, so that they are looked up when they are called.
export const describe = (...args: Parameters<typeof mocha.describe>): unknown => page.describe(...args);
export const it = (...args: Parameters<typeof mocha.it>): unknown => page.it(...args);
export const before = (...args: Parameters<typeof mocha.before>): void => {
  page.before(...args);
};
export const after = (...args: Parameters<typeof mocha.after>): void => {
  page.after(...args);
};
