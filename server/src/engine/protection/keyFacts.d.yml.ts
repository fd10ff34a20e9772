/** What is known of the keys of one package, or of the classes that we generate; `keyFacts.yml` says what each part means. */
export interface KeyFacts {
  /** Id of the provider that encrypts with it; missing for packages that are only recognised. */
  readonly provider?: string;
  readonly name: string;
  /** Normalised as in PEP 503; empty for what we generate. */
  readonly distributions: readonly string[];
  readonly settings: readonly string[];
  readonly secretKey?: "part" | "instead";
  readonly secretKeyAs?: string;
  readonly signed?: true;
  readonly fallbacks?: true;
  readonly elsewhere?: true;
  readonly keyFrom: string;
  readonly wrongKey: string;
  readonly filter: string;
  readonly rotation: string;
  readonly source: string;
}

declare const data: { readonly packages: readonly KeyFacts[] };

export default data;
