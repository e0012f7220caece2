import type { Wording } from "../in-language.ts";
import type { WebhookRefusalTexts } from "../webhooks.ts";

export const english: Wording<WebhookRefusalTexts> = {
  webhook_url: "The address must begin with https://, be reachable from outside, and hold no user name or password.",
  webhook_events: "Choose at least one event, named as in the list.",
  webhook_many: "A district has at most 20 addresses. Remove one that is not used.",
};
