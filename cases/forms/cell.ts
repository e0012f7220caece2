/**
 * A cell that a spreadsheet takes for words and never for a formula: what begins like one gets an apostrophe in front (OWASP, CSV
 * injection; with the full-width signs that Chinese input gives, and behind spaces, which some programs skip).
 */
export function safeCell(words: string): string {
  // What XML cannot hold has no place in a cell either; tabs and line ends inside stay line ends.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = words.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return /^[\t\n]|^\s*[=+\-@＝＋－＠﹦﹢﹣﹫]/u.test(plain) ? `'${plain}` : plain;
}

/** Rows as CSV (RFC 4180) with the byte-order mark by which Excel knows UTF-8. */
export function toCsv(columns: readonly string[], rows: readonly Record<string, string>[]): string {
  const quoted = (words: string): string => {
    const cell = safeCell(words);
    return /[",\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const lines = [columns.map(quoted), ...rows.map((row) => columns.map((column) => quoted(row[column] ?? "")))];
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}
