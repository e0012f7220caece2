import type { PackedModel } from "./model.ts";
export const WEIGHTS: PackedModel = { features: "", crisis: "", red: "", kinds: "", steps: { crisis: 0, red: 0, kinds: 0 }, crisis_bias: 0, red_bias: 0, crisis_from: 9, red_from: 9 };
