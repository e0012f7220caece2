import { describe, expect, test } from "vitest";
import { type ComparedClause, diffClauses } from "./diff.ts";

const clause = (path: string, text: string): ComparedClause => ({ path, text });
const OLD = [
  clause("第一条", "为了保障老年人的权益,制定本办法。"),
  clause("第二条", "独居老人每周探访一次。"),
  clause("第三条", "探访由社区安排。"),
];
const told = (changes: ReturnType<typeof diffClauses>): string[] =>
  changes.map((change) => `${change.kind} ${change.path}`);

describe("the difference of two versions", () => {
  test("shows the words that changed inside a clause", () => {
    const changes = diffClauses(OLD, [OLD[0]!, clause("第二条", "独居老人每三天探访一次。"), OLD[2]!]);
    expect(told(changes)).toEqual(["same 第一条", "changed 第二条", "same 第三条"]);
    const changed = changes[1]!;
    const pieces = changed.kind === "changed" ? changed.pieces : [];
    const side = (left_out: "added" | "removed"): string =>
      pieces
        .filter((piece) => piece.kind !== left_out)
        .map((piece) => piece.text)
        .join("");
    expect(side("added")).toBe("独居老人每周探访一次。");
    expect(side("removed")).toBe("独居老人每三天探访一次。");
  });

  test("a clause put between others is new, and those behind it that only got another number are shown as changed", () => {
    const now = [OLD[0]!, OLD[1]!, clause("第三条", "探访要留记录,保存两年。"), clause("第四条", "探访由社区安排。")];
    expect(told(diffClauses(OLD, now)).sort()).toEqual(
      ["added 第四条", "changed 第三条", "same 第一条", "same 第二条"].sort(),
    );
  });

  test("what has nothing in common is one clause left out and another one new", () => {
    const changes = diffClauses([clause("一、目标", "到2025年全覆盖。")], [clause("附则", "由民政局解释")]);
    expect(told(changes).sort()).toEqual(["added 附则", "removed 一、目标"]);
  });

  test("nothing is lost: both versions can be read off the changes", () => {
    const now = [clause("第二条", "独居老人每周探访两次。"), clause("第五条", "本办法自发布之日起施行。"), OLD[0]!];
    const changes = diffClauses(OLD, now);
    const words = (drop: "added" | "removed"): string[] =>
      changes.flatMap((change) => {
        if (change.kind === "changed")
          return [change.pieces.flatMap((piece) => (piece.kind === drop ? [] : piece.text)).join("")];
        return change.kind === drop ? [] : [change.text];
      });
    expect(words("added").sort()).toEqual(OLD.map(({ text }) => text).sort());
    expect(words("removed").sort()).toEqual(now.map(({ text }) => text).sort());
  });
});
