interface OtherPrograms {
  /** `service`: runs beside the project; `deployment`: brings the project to where it runs. */
  readonly is: "service" | "deployment";
  readonly source: string;
  /** Count wherever they stand. */
  readonly parts: readonly string[];
  /** Count as whole words. */
  readonly words: readonly string[];
}

declare const groups: readonly OtherPrograms[];
export default groups;
