/** Files that give variables of the environment to a project: in development, in tests and when it is deployed. */
export type EnvironmentFileKind = "example" | "compose" | "github" | "gitlab" | "ini";

const PATTERNS: readonly (readonly [EnvironmentFileKind, RegExp])[] = [
  // What people copy to a `.env` of their own, which is nobody else's to read.
  ["example", /(^|\/)(\.?env[.-]|\.env(\.\w+)?\.)(example|sample|template|tmpl|dist|defaults?)$/],
  ["example", /(^|\/)\.?(example|sample|template)\.env$/],
  ["compose", /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/],
  // As cookiecutter-django names them.
  ["compose", /(^|\/)(local|production|staging)\.ya?ml$/],
  ["github", /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/],
  ["gitlab", /(^|\/)\.gitlab-ci\.ya?ml$/],
  ["ini", /(^|\/)(tox|pytest)\.ini$/],
];

export function environmentFileKind(path: string): EnvironmentFileKind | null {
  // Of most files that is asked.
  if (path.endsWith(".py")) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}
