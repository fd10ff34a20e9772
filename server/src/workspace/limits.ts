/** Larger files are generated; reading one would hold up everything else. */
export const MAX_FILE_BYTES = 2_000_000;
/** A folder with more files to read is not one project. */
export const MAX_FILES = 50_000;
