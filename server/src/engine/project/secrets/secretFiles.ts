import type { SecretSyntax } from "./model.ts";

/** Whether a text may hold one at all: what tells them is loaded only then. */
export function mayHoldSecret(text: string): boolean {
  return MAY_HOLD.test(text);
}

const MAY_HOLD =
  /secret|passw|passphrase|pwd|token|credential|(?:access|api|auth|encryption|hmac|jwt|master|private|signing)[_-]?key|PRIVATE KEY|:\/\/[^\s:/@]{0,100}:[^\s/@]+@|eyJ|gh[opsur]_|github_pat_|glpat-|[rs]k_live_|xox[abeopr]-|hooks\.slack\.com|SG\.|npm_|sk-|lin_api_|shp(?:at|ca|pa|ss)_|ops_/i;

/** Files that a project is set up, built and deployed with, and files of keys. */
const OF_DEPLOYMENT = [
  /(?:^|\/)(?:\.env|\.env\.[\w.-]+|[\w.-]+\.env|\.npmrc|\.pypirc|\.netrc)$/,
  /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
  /(?:^|\/)(?:Dockerfile[\w.-]*|[\w.-]+\.dockerfile|Procfile)$/,
  /(?:^|\/)\.(?:gitlab-ci|travis)\.yml$/,
  /(?:^|\/)(?:\.github\/workflows|\.circleci|k8s|kubernetes|helm|charts?|deploy(?:ment)?s?|ansible|terraform)\/.*\.(?:ya?ml|json|tfvars|ini|cfg|conf|toml)$/,
  /(?:^|\/)(?:values|settings|config|configuration|secrets|credentials|service[_-]?account)[\w.-]*\.(?:ya?ml|json|ini|cfg|conf|toml|properties)$/,
  /\.(?:sh|bash|pem|key|p8|tfvars)$/,
];

/** Those that show how others are to be written. */
const EXAMPLE = /(?:^|[/._-])(?:examples?|samples?|templates?|dist|tmpl|tpl|defaults?|skeleton)(?:[/._-]|$)/i;

/** Whether secrets are looked for in a file that declares nothing, by its path. */
export function mayHoldSecrets(path: string): boolean {
  return OF_DEPLOYMENT.some((pattern) => pattern.test(path)) && !EXAMPLE.test(path);
}

export function syntaxOf(path: string): SecretSyntax {
  if (path.endsWith(".py")) return "python";
  return mayHoldSecrets(path) ? "settings" : "data";
}
