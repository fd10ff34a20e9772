declare const data: Readonly<
  Record<
    string,
    {
      /** Left out for what says nothing of what it holds. */
      readonly category?: string;
      /** For people, in the plural. */
      readonly what: string;
      readonly chance: number;
      readonly weight: number;
      /** A column of this category in which hardly any value passes is likely something else. */
      readonly tells?: true;
      /** How a value of this form is kept. */
      readonly protects?: "hashed" | "encrypted";
      readonly source: string;
    }
  >
>;

export default data;
