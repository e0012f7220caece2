import type { Context } from "hono";

/** Loopback and private networks (RFC 1918, RFC 4193): who asks from there is a proxy of the installation's own. */
const NEAR = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i;

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * Where a request comes from, for counting. What a client says of itself is not believed: only a proxy that stands next to the service
 * tells whom it passes on, as the last entry of `X-Forwarded-For`; on Cloudflare its edge does. "unknown" where nobody does.
 */
export function clientAddress(c: Context): string {
  const socket = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
  if (socket === undefined) return c.req.header("cf-connecting-ip") ?? "unknown";
  const passed_on = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return NEAR.test(socket) && passed_on ? passed_on : socket;
}
