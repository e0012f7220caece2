/**
 * Resident identity numbers (GB 11643: 17 digits and a check character; 15 digits before 1999) and disability certificate
 * numbers (the identity number and two digits) are cut to their last four before anything is stored.
 */
const ID_NUMBER =
  /(?<![0-9])([1-9]\d{5}(?:(?:19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?:[\dXx](?:\d{2}B?\d?)?)?)(?![0-9])/g;

/** The same text with every ID number replaced by 尾号 and its last four; written in groups (440606 1980…) counts too. */
export function cutIdNumbers(text: string): string {
  const joined = text.normalize("NFKC").replace(/(?<=\d)[ \-—·](?=[\dXx])/g, "");
  if (!ID_NUMBER.test(joined)) return text;
  ID_NUMBER.lastIndex = 0;
  return joined.replace(ID_NUMBER, (number) => (/^\d{15}$|^\d{17}/.test(number) ? `尾号${number.slice(-4)}` : number));
}
