/**
 * Whether a value is what a protection stores, by how that begins: hashes of passwords (Django's own, https://docs.djangoproject.com/en/5.2/topics/auth/passwords/, and
 * those of https://github.com/P-H-C/phc-string-format and crypt(5)), and ciphertext: Fernet (https://github.com/fernet/spec), PGP messages, age,
 * envelopes of AWS KMS, JWE (RFC 7516), and what the field classes that Fieldguard generates write.
 */
export function storedForm(text: string): "passwordHash" | "ciphertext" | null {
  if (text.length < 16) return null;
  if (HASHES.some((pattern) => pattern.test(text))) return "passwordHash";
  return CIPHERTEXTS.some((pattern) => pattern.test(text)) ? "ciphertext" : null;
}

const HASHES: readonly RegExp[] = [
  /^(?:pbkdf2_sha\d+|argon2|bcrypt(?:_sha256)?|scrypt|md5|sha1)\$[^\s]{20,}$/,
  /^\$2[abxy]\$\d\d\$[./A-Za-z\d]{53}$/,
  /^\$(?:argon2(?:id|i|d)|scrypt|pbkdf2-sha\d+|5|6|y)\$\S{20,}$/,
];

const CIPHERTEXTS: readonly RegExp[] = [
  /^(?:[\w-]{1,40}[:$])?gAAAAA[\w-]{60,}={0,2}$/,
  /^-----BEGIN PGP MESSAGE-----/,
  /^age-encryption\.org\/v1/,
  /^AQICAH[\w+/=-]{40,}$/,
  /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/,
];
