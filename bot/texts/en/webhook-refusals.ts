import type { Wording } from "../in-language.ts";
import type { WebhookRefusalTexts } from "../webhook-refusals.ts";

export const english: Wording<WebhookRefusalTexts> = {
  webhook_url: "The address must begin with https://, be reachable from outside, and hold no user name or password.",
  webhook_events: "Choose at least one event, named as in the list.",
  webhook_many: "A district has at most 20 addresses. Remove one that is not used.",
  machine_name: "Give the system a name of up to 40 characters.",
  machine_sees: "Choose what it sees: a grid or an organization of this district, or the whole district.",
  machine_days: "A token is good for a year at most.",
  machine_writes: "A token for the whole district only reads. To write, choose a grid or an organization.",
  machine_many: "A district has at most 50 tokens. Revoke one that is not used.",
};
