import type { PanelSetup } from "./messages.ts";

export interface PageOptions {
  /** Where the page may load script and style from. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** Different for each page. */
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  readonly setup: PanelSetup;
}

/** The panel's page. It loads its own script and style, and nothing else from anywhere. */
export function pageOf({ source, script, style, nonce, language, title, setup }: PageOptions): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<main id="panel" data-setup="${escaped(JSON.stringify(setup))}"></main>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
