/** Whose field it is. Names of classes are in full as far as imports tell (`shop.models.Customer`, `.models.Customer`). */
export type UseReceiver =
  | { readonly kind: "class"; readonly name: string }
  /** The model that a class speaks of, such as a form or a manager. */
  | { readonly kind: "about"; readonly name: string }
  /** Whatever the project's user model is. */
  | { readonly kind: "user" }
  /** The model with this label, in small letters: `shop.customer`. */
  | { readonly kind: "label"; readonly name: string }
  /** One of these tables of the database. */
  | { readonly kind: "tables"; readonly names: readonly string[] }
  /** Nothing but the name of a variable tells: `customer`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "unknown" };
