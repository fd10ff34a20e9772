/** Laws and standards that a policy may name. Apart from their clauses, for scripts that cannot load YAML. */
export const REGIME_IDS = ["gdpr", "pci-dss", "hipaa"] as const;
export type RegimeId = (typeof REGIME_IDS)[number];
