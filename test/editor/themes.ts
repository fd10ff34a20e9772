/** The kinds of theme that everything has to be right in: a theme of VS Code's own, and what webviews and window call its kind. */
export const THEMES = {
  light: { colorTheme: "Default Light Modern", kind: "vscode-light", workbench: "vs" },
  dark: { colorTheme: "Default Dark Modern", kind: "vscode-dark", workbench: "vs-dark" },
  "hc-dark": { colorTheme: "Default High Contrast", kind: "vscode-high-contrast", workbench: "hc-black" },
  "hc-light": { colorTheme: "Default High Contrast Light", kind: "vscode-high-contrast-light", workbench: "hc-light" },
} as const;

export type ThemeName = keyof typeof THEMES;

export const THEME_NAMES = Object.keys(THEMES) as ThemeName[];
