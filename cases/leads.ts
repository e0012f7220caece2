import type { Scope } from "../platform/scope.ts";
import { Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

/** Whether somebody leads the district: its supervisors and admins. */
export const leads = ({ role }: Pick<Scope, "role">): boolean => role === "supervisor" || role === "admin";

/** @throws Refusal `supervisors_only` for everybody who does not lead the district */
export function assertLeads({ scope }: Session): void {
  if (!leads(scope)) throw new Refusal("supervisors_only");
}

/** @throws Refusal `admins_only` for everybody else */
export function assertAdmin({ scope }: Session): void {
  if (scope.role !== "admin") throw new Refusal("admins_only");
}
