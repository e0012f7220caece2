import fc from "fast-check";

/** What programs stumble over, as values of JSON. */
const EDGES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1e308, 2 ** 31, 2 ** 53],
  ...[
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e",
    "0",
    "null",
    "__proto__",
    "constructor",
    "😀".repeat(40),
    "长".repeat(3_000),
  ],
  ...[[], {}, [[]], [null], { type: null }, { id: {} }, { length: 1e9 }],
];
const value = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 60 }),
);

interface Change {
  at: number;
  how: "replace" | "remove" | "double" | "rename";
  value: unknown;
}
const change = fc.record<Change>({
  at: fc.nat(10_000),
  how: fc.constantFrom("replace", "remove", "double", "rename"),
  value,
});

/** One of these with a few of its places changed: what nearly is a message. */
export function nearly(samples: readonly object[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([sample, changes]) => changes.reduce<unknown>(changed, structuredClone(sample)));
}

/** Anything that JSON can say. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(...EDGES));

function changed(root: unknown, { at, how, value }: Change): unknown {
  const places: [holder: Record<string, unknown> | unknown[], key: string][] = [];
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(root);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return value;
  const [holder, key] = place as [Record<string, unknown>, string];
  if (how === "replace") holder[key] = structuredClone(value);
  else if (Array.isArray(holder)) holder.splice(Number(key), how === "remove" ? 1 : 0, structuredClone(value));
  else if (how === "remove") delete holder[key];
  else if (how === "double") holder[`${key}_`] = structuredClone(holder[key]);
  else {
    holder[`${value}`.slice(0, 20)] = holder[key];
    delete holder[key];
  }
  return root;
}

interface Cut {
  at: number;
  how: "flip" | "insert" | "remove" | "double" | "end" | "words";
  bytes: Uint8Array;
  length: number;
}

/** The same for bytes: flipped, missing, doubled, cut off, with bytes or `words` of the format put in. */
export function nearlyBytes(samples: readonly Uint8Array[], words: readonly string[]): fc.Arbitrary<Uint8Array> {
  const told = words.map((one) => new TextEncoder().encode(one));
  const bytes = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.constantFrom(...told));
  const cut = fc.record<Cut>({
    at: fc.nat(1_000_000),
    how: fc.constantFrom("flip", "insert", "remove", "double", "end", "words"),
    bytes,
    length: fc.nat(200),
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(cut, { minLength: 1, maxLength: 6 }))
    .map(([sample, cuts]) => cuts.reduce(cutAt, sample));
}

function cutAt(whole: Uint8Array, { at, how, bytes, length }: Cut): Uint8Array {
  const from = at % (whole.length + 1);
  const [before, here, after] = [
    whole.subarray(0, from),
    whole.subarray(from, from + length),
    whole.subarray(from + length),
  ];
  if (how === "flip")
    return Uint8Array.from([...before, ...here.map((byte, i) => byte ^ bytes[i % bytes.length]!), ...after]);
  if (how === "insert") return Uint8Array.from([...before, ...bytes, ...here, ...after]);
  if (how === "remove") return Uint8Array.from([...before, ...after]);
  if (how === "double") return Uint8Array.from([...before, ...here, ...here, ...after]);
  if (how === "end") return Uint8Array.from(from > 4 ? before : whole);
  return Uint8Array.from([
    ...before,
    ...Array.from({ length: 1 + (length % 30) }, () => [...bytes]).flat(),
    ...here,
    ...after,
  ]);
}
