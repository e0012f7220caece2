/** What this interface can do, as a CapabilityStatement of R4. */
export function capability(base: string): Record<string, unknown> {
  const date = { name: "_lastUpdated", type: "date", documentation: "ge, gt, le, lt; a day is one of China's" };
  const searchParam = [
    { name: "_id", type: "token" },
    { name: "status", type: "token" },
    date,
    { name: "_count", type: "number", documentation: "At most 200 on a page, 50 without it" },
  ];
  const resource = (type: string, interactions: string[], more: object = {}) => ({
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: "versioned-update",
    readHistory: false,
    updateCreate: false,
    searchParam,
    ...more,
  });
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: "2026-11-22",
    kind: "instance",
    software: { name: "Doorstep · 家门口" },
    implementation: { description: "Referrals as orders and tasks", url: base },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json", "json"],
    rest: [
      {
        mode: "server",
        security: {
          description:
            "Authorization: Bearer …, or the session of the console. Who sees what is decided by the role behind it.",
        },
        resource: [
          resource("ServiceRequest", ["read", "vread", "search-type"]),
          resource("Task", ["read", "vread", "update", "search-type"], {
            documentation:
              "An update needs If-Match and changes the status only, by the moves that its maker may make. Only the current version can be read.",
          }),
        ],
      },
    ],
  };
}
