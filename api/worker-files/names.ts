/** The dictionary of Traditional characters. */
export const TRADITIONAL = "traditional.json";
