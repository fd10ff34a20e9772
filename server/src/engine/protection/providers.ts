import { djangoCryptography } from "./django-cryptography/provider.ts";
import { djangoFernetEncryptedFields } from "./django-fernet-encrypted-fields/provider.ts";
import { djangoSecuredFields } from "./django-secured-fields/provider.ts";
import { djangoTinkFields } from "./django-tink-fields/provider.ts";
import { generated } from "./generated/provider.ts";
import type { Provider } from "./provider.ts";
import data from "./packages.yml";

/** The generated classes last: they are for projects that use none of the others. */
export const providers: readonly Provider[] = [
  djangoFernetEncryptedFields,
  djangoSecuredFields,
  djangoCryptography,
  djangoTinkFields,
  generated,
];

/** What the project around a field shows. */
export interface Surroundings {
  /** Normalised as in PEP 503. */
  readonly packages: { has(name: string): boolean };
  /** Qualified names that the field's file imports. */
  readonly imports: readonly string[];
}

/** The providers to choose from, the one that fits best first: what the project uses already, then what we generate. */
export function providersFor(surroundings: Surroundings): readonly Provider[] {
  return providers.filter((provider) => provider === generated || isUsed(provider, surroundings));
}

function isUsed({ distributions, modules }: Provider, { packages, imports }: Surroundings): boolean {
  if (distributions.some((name) => packages.has(name))) return true;
  if (!imports.some((name) => modules.some((module) => name === module || name.startsWith(`${module}.`)))) return false;
  // Others share the module: if one of those is declared, it is not this one.
  const namesakes = data.packages.filter((entry) => entry.modules.some((module) => modules.includes(module)));
  return !namesakes.flatMap((entry) => entry.distributions).some((name) => packages.has(name));
}
