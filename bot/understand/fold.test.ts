import { expect, test } from "vitest";
import { fold } from "./fold.ts";

test("traditional characters and full-width digits are folded, and every offset stays", () => {
  const written = "５棟３０２ 陳婆婆 藥食晒 話唔想活";
  const folded = fold(written);
  expect(folded).toBe("5栋302 陈婆婆 药食晒 话唔想活");
  expect(folded).toHaveLength(written.length);
});

test("emoji and rare characters keep the length", () => {
  const written = "👵🏻 𨋢壞咗 王奶奶 ㍿　三網格";
  expect(fold(written)).toHaveLength(written.length);
  expect(fold(written)).toContain("三网格");
});
