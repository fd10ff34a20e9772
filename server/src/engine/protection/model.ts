export type ProtectionKind = "none" | "encrypted" | "tokenized" | "hashed" | "masked" | "generated";

/** How the code treats a stored value today. `generated`: random by construction, so it protects no given value. */
export interface Protection {
  readonly kind: ProtectionKind;
  /** What does it, for people: `EncryptedCharField (django-fernet-encrypted-fields)`. */
  readonly by: string | null;
}
