/** The bundle of what tells values apart: it holds large libraries, and lies beside the others until somebody needs it. */
export { detect } from "./detectors/detect.ts";
export { secretsIn } from "./detectors/secrets/secretsIn.ts";
