/** Weights of a logistic by Newton's method with a little ridge; `rows` hold the features, a constant 1 among them. */
export function fitLogistic(rows: readonly (readonly number[])[], outcomes: readonly boolean[]): number[] {
  const width = rows[0]?.length ?? 0;
  const weights = new Array<number>(width).fill(0);
  for (let round = 0; round < 50; round++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const curvature = weights.map((_, i) => weights.map((_, j) => (i === j ? RIDGE : 0)));
    rows.forEach((row, n) => {
      const p = predict(weights, row);
      for (let i = 0; i < width; i++) {
        gradient[i]! += (Number(outcomes[n]) - p) * row[i]!;
        for (let j = 0; j < width; j++) curvature[i]![j]! += p * (1 - p) * row[i]! * row[j]!;
      }
    });
    const step = solve(curvature, gradient);
    for (let i = 0; i < width; i++) weights[i]! += step[i]!;
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return weights;
}

const RIDGE = 0.01;

export function predict(weights: readonly number[], row: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * weights[i]!, 0)));
}

/** Gauss–Jordan with pivoting; the matrix is positive definite thanks to the ridge. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    const at = rows.indexOf(pivot);
    [rows[column], rows[at]] = [pivot, rows[column]!];
    const scaled = pivot.map((value) => value / pivot[column]!);
    rows.forEach((row, i) => {
      rows[i] = i === column ? scaled : row.map((value, j) => value - row[column]! * scaled[j]!);
    });
  }
  return rows.map((row) => row.at(-1)!);
}
