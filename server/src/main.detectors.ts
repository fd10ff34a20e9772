/** The bundle of what tells values apart: it holds large libraries, and lies beside the others until somebody needs it. */
export { detect } from "./detectors/detect.ts";
export { formsIn } from "./detectors/forms/formsIn.ts";
export { secretsIn } from "./detectors/secrets/secretsIn.ts";
