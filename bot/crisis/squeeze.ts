import { pack, unpack } from "../../platform/packed.ts";
import type { PackedHead, PackedModel } from "./model.ts";

/**
 * The model as one string that is small where it counts, in the Worker: each feature says how much of the one before it begins with, the
 * weights of a feature stand side by side. `expand` gives back exactly what was squeezed.
 */
export function squeeze({ field, posts, from }: PackedModel): string {
  const heads = [field.crisis, field.red, ...field.kinds];
  const about = {
    from,
    field: { features: frontCoded(field.features), heads: heads.map(withoutWeights) },
    posts: { features: frontCoded(posts.features), heads: [posts.foreign, posts.risk].map(withoutWeights) },
  };
  return pack(about, Buffer.concat([sideBySide(heads), sideBySide([posts.foreign, posts.risk])]));
}

type Scale = Omit<PackedHead, "weights">;
interface About {
  from: PackedModel["from"];
  field: { features: string; heads: Scale[] };
  posts: { features: string; heads: Scale[] };
}

/** @param squeezed by `squeeze`, of this build: nothing else comes here */
export function expand(squeezed: string): PackedModel {
  const { about, bytes } = unpack<About>(squeezed);
  const field_features = frontDecoded(about.field.features);
  const posts_at = field_features.length * about.field.heads.length;
  const [crisis, red, ...kinds] = apart(bytes.subarray(0, posts_at), about.field.heads);
  const [foreign, risk] = apart(bytes.subarray(posts_at), about.posts.heads);
  return {
    from: about.from,
    field: { features: field_features.join("\n"), crisis: crisis!, red: red!, kinds },
    posts: { features: frontDecoded(about.posts.features).join("\n"), foreign: foreign!, risk: risk! },
  };
}

const withoutWeights = ({ step, bias }: PackedHead): Scale => ({ step, bias });

function sideBySide(heads: readonly PackedHead[]): Buffer {
  const columns = heads.map(({ weights }) => Buffer.from(weights, "base64"));
  const rows = Buffer.alloc(columns.length * columns[0]!.length);
  for (let i = 0; i < rows.length; i++) rows[i] = columns[i % columns.length]![Math.floor(i / columns.length)]!;
  return rows;
}

function apart(rows: Uint8Array, heads: readonly Scale[]): PackedHead[] {
  return heads.map((scale, at) => {
    const column = Buffer.alloc(rows.length / heads.length);
    for (let i = 0; i < column.length; i++) column[i] = rows[i * heads.length + at]!;
    return { ...scale, weights: column.toString("base64") };
  });
}

/** How many characters are those of the line before, as one character from "0" on, then the rest. */
function frontCoded(lines: string): string {
  let before = "";
  const coded = lines.split("\n").map((line) => {
    let same = 0;
    while (same < line.length && line[same] === before[same]) same++;
    before = line;
    return String.fromCharCode(48 + same) + line.slice(same);
  });
  return coded.join("\n");
}

function frontDecoded(coded: string): string[] {
  let before = "";
  return coded.split("\n").map((line) => {
    before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1);
    return before;
  });
}
