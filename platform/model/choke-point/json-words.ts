/** The same value with every string in it changed, keys too. A number that `change` changes becomes a string. */
export function eachString(value: unknown, change: (words: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value === "number") {
    const written = String(value);
    const changed = change(written);
    return changed === written ? value : changed;
  }
  if (Array.isArray(value)) return value.map((item) => eachString(item, change));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), eachString(item, change)]));
  return value;
}

/** The object or array that a text is in JSON; undefined when it is none. */
export function jsonOf(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where a text holds a JSON object, fences and words around it or not; null when it holds none. */
export function jsonWithin(text: string): { start: number; end: number; value: object } | null {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  const value = start < 0 || end <= start ? undefined : jsonOf(text.slice(start, end));
  return value === undefined ? null : { start, end, value };
}
