import { consentTexts } from "../texts/consent.ts";
import { texts } from "../texts/zh-hans.ts";

/** The duty to report stands above consent (未成年人保护法 第十一条; 反家庭暴力法 第十四条). */
export function legalGround(flags: readonly string[]): string | null {
  return flags.includes("mandatory_report") ? "未成年人保护法第十一条、反家庭暴力法第十四条(强制报告)" : null;
}

/** What was answered at the door is not asked again. */
export function consentLine(consent: "yes" | "no" | null): string {
  if (consent === "yes") return consentTexts.given;
  return consent === "no" ? texts.referral.consent_refused : texts.referral.ask_consent;
}
