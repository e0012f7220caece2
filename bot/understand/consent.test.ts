import { expect, test } from "vitest";
import { readNote } from "./note.ts";

const read = (note: string) => readNote(note, "2026-11-20");

test.each([
  "老李 药断了 他答应让你们转",
  "王奶奶想找日托 她点头了",
  "王奶奶 78岁 想找日托 问她转不转 说行",
  "王奶奶腿摔了 跟她讲转社工 她答应了",
  "陈大爷 80 想做评估 本人和儿子都同意转介",
])("%s is the person's own consent", (note) => {
  const { consent, family_consent } = read(note);
  expect(consent?.value).toBe("yes");
  expect(family_consent).toBeUndefined();
});

test.each([
  ["老李 精神分裂 药断了半个月 他老婆同意转介", "yes", "他老婆同意转介"],
  ["去看了老李 他闺女说同意转", "yes", "他闺女说同意转"],
  ["李大爷 监护人签了同意书", "yes", "监护人签了同意书"],
  ["儿子不同意转 她自己没说", "no", "儿子不同意转"],
  ["问他要不要转社工 他儿子说行", "yes", "他儿子说行"],
])("%s is the family's word and not the person's", (note, value, words) => {
  const { consent, family_consent } = read(note);
  expect(consent).toBeNull();
  expect(family_consent).toMatchObject({ value, words });
  expect(note.slice(family_consent?.span.start, family_consent?.span.end)).toBe(words);
});

test.each(["劝她去医院 她点头了", "让他少抽烟 他说行", "我答应她转社工"])("%s is no consent to a referral", (note) => {
  expect(read(note).consent).toBeNull();
});
