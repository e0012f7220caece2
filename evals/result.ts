/** What every suite gives: figures by name, and what it predicted, row by row, so that anyone can score it again. */
export interface EvalResult {
  suite: string;
  data: string;
  metrics: Record<string, number>;
  predictions?: object[];
}
