/**
 * What a service is for, as a taxonomy of the directory. Codes and names are those of the event codes that needs are
 * recorded under, so that a need finds its services.
 */
export const NEEDS_TAXONOMY_ID = "6f0cbb1e-9d1f-8c65-9a3e-5d1c07a7b001";
export const NEEDS_TAXONOMY_NAME = "事项代码";

/** The id of the taxonomy term of a code. */
export function needTermId(code: string): string {
  return `6f0cbb1e-9d1f-8c65-9a3e-5d1c07a7c0${code}`;
}
