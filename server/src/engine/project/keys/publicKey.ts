/** The setting that the generated field classes read, and the variable of the environment that fills it. */
export const KEYS = "FIELD_ENCRYPTION_KEYS";

/**
 * A Fernet key for runs on a developer's machine and for tests. It is the same in all projects and says itself what it is, so that
 * people as well as tools know it again wherever it stands.
 */
export const PUBLIC_KEY = "this-key-is-public-for-local-runs-and-tests=";
