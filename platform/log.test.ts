import { expect, test } from "vitest";
import { DatabaseError } from "./database/port.ts";
import { createLog } from "./log.ts";

test("logs hold ids and codes: neither words nor names nor what an error quotes", () => {
  const lines: string[] = [];
  const log = createLog("info", (line) => lines.push(line));
  log.info({ inbox_id: "i1", text: "王秀兰药攒够了", staff: { name: "王秀兰", phone: "13800138000" } }, "kept");
  log.error({ err: new DatabaseError('invalid input syntax for type uuid: "王秀兰"', "22P02", null) }, "failed");
  const printed = lines.join("\n");
  expect(printed).toContain("i1");
  expect(printed).toContain("22P02");
  expect(printed).toContain("log.test.ts");
  for (const secret of ["王秀兰", "药攒够了", "13800138000"]) expect(printed).not.toContain(secret);
});
