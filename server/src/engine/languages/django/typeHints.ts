/** Annotations around the class that a value is of, which is their first group. */

/** `Optional[Customer]`. */
export const OPTIONAL = /^(?:\w+\.)*(?:Optional|Annotated|Final|ClassVar)\[([^,]*).*\]$/s;

/** `list[Customer]`. */
export const SEVERAL =
  /^(?:\w+\.)*(?:list|List|set|Set|frozenset|tuple|Tuple|Sequence|Iterable|Iterator|Collection|QuerySet|Manager|RelatedManager)\[([^,]*).*\]$/s;
