import type { Policy } from "../engine/project/policy/model.ts";

/** Larger files are generated; reading one would hold up everything else. */
export const MAX_FILE_BYTES = 2_000_000;
/** Few files of Python are longer. To make room for each takes longer than to read it. */
export const ROOM_BYTES = 256 * 1024;
/** A folder with more files to read is seldom one project. */
const MAX_FILES = 50_000;
const BYTES_OF_A_MEGABYTE = 1_000_000;

export interface ReadingLimits {
  readonly fileBytes: number;
  readonly files: number;
}

/** Those of the policy, where it sets them. */
export function limitsOf({ limits }: Policy): ReadingLimits {
  const megabytes = limits.get("megabytes");
  return {
    fileBytes: megabytes === undefined ? MAX_FILE_BYTES : megabytes * BYTES_OF_A_MEGABYTE,
    files: limits.get("files") ?? MAX_FILES,
  };
}

export function tooLarge({ fileBytes }: ReadingLimits): string {
  return `larger than ${fileBytes / BYTES_OF_A_MEGABYTE} MB (\`limits\` in fieldguard.yml)`;
}

/** Told once of a folder, not of each file that is left out. */
export function tooMany({ files }: ReadingLimits): string {
  return `there are more than ${files} files to read, and the rest is left out (\`limits\` in fieldguard.yml)`;
}
