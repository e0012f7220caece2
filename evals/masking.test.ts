import { expect, test } from "vitest";
import { MASKING_FIELD, runMasking } from "./masking.ts";

test("of messages as grid workers write them no number leaves, hardly a name, and what is nobody's stays", async () => {
  const { metrics, predictions } = await runMasking({ data: MASKING_FIELD });
  for (const type of ["phone", "id_number", "bank_card", "plate", "account", "number", "address"])
    expect(metrics[`field.leak.${type}`], type).toBe(0);
  // The rest are people called 周末, 高明, 安康: words of the language, which only the case table tells from names.
  expect(metrics["field.leak.name"]).toBeLessThanOrEqual(0.1);
  expect(metrics["field.kept"]).toBeGreaterThanOrEqual(0.99);
  expect(predictions).toHaveLength(195);
});
