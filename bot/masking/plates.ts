import { asDigits } from "./numbers.ts";
import { type Found, spansOf } from "./span.ts";

/** Province, letter of the office, five characters or six of a new-energy car (GA 36): 粤X·12345, 粤XD12345, 粤x 1 2 3 4 5. */
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][\s·.]?[A-Za-z][\s·•.\-—]{0,2}(?=(?:[A-Za-z]{0,6}\s?){1,6}[0-9])(?:[A-Za-z0-9]\s?){4,5}[A-Za-z0-9挂学警港澳领](?![A-Za-z0-9])/g;
/** Without the province, after the word. */
const CALLED_PLATE =
  /(?:车牌|牌照|车号|牌号)(?:号码?)?(?:是|为|[:：\s])*(?<it>[A-Za-z][\s·•.-]?(?=[A-Za-z]*[0-9])[A-Za-z0-9]{4,6})(?![A-Za-z0-9])/dg;

export function findPlates(text: string): Found[] {
  const view = asDigits(text);
  return [...spansOf(view, PLATE, "plate"), ...spansOf(view, CALLED_PLATE, "plate")];
}
