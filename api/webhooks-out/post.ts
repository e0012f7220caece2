import { type LookupAddress, type LookupAllOptions, lookup } from "node:dns";
import { type RequestOptions, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Attempt } from "../../cases/webhooks/deliveries.ts";
import { isAllowed } from "../../cases/webhooks/endpoints.ts";
import { isPublicAddress } from "../../platform/public-address.ts";

/** One POST to somebody else's system; never throws. */
export type PostWebhook = (url: string, headers: Record<string, string>, body: string) => Promise<Attempt>;

const TIMEOUT_MS = 10_000;

/** What a name leads to; Node's own `lookup` in its way with all addresses. */
export type LookUpAll = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

class InsideAddress extends Error {
  override readonly name = "InsideAddress";
}

/**
 * Posts to public hosts only. Every address that the name has is looked at when the connection is made, so that no answer of a name server
 * in between leads inside; redirects are not followed. What the other side says beyond its status is not read.
 * @param allowed hosts (`name` or `name:port`) that may be inside, and spoken to without TLS
 */
export function nodePost(
  allowed: readonly string[],
  timeout_ms = TIMEOUT_MS,
  lookUpAll: LookUpAll = lookup,
): PostWebhook {
  return (address, headers, body) => {
    const url = new URL(address);
    const exempt = isAllowed(url, allowed);
    // An address in place of a name is not looked up. IPv6 stands in brackets.
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    const inside = isIP(literal) !== 0 && !isPublicAddress(literal);
    if (!exempt && (url.protocol !== "https:" || inside)) return Promise.resolve({ status: null, fault: "address" });
    const request = url.protocol === "https:" ? requestTls : requestPlain;
    const options: RequestOptions = {
      method: "POST",
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      agent: false,
      signal: AbortSignal.timeout(timeout_ms),
      ...(exempt ? {} : { lookup: lookupPublic(lookUpAll) }),
    };
    return new Promise((done) => {
      const sent = request(url, options, (answer) => {
        const status = answer.statusCode ?? 0;
        answer.destroy();
        done({ status, fault: status >= 300 && status < 400 ? "redirect" : null });
      });
      sent.on("error", (error) => done({ status: null, fault: faultOf(error) }));
      sent.end(body);
    });
  };
}

function faultOf(error: Error): Attempt["fault"] {
  if (error instanceof InsideAddress) return "address";
  return error.name === "AbortError" || error.name === "TimeoutError" ? "timeout" : "unreachable";
}

/** All addresses of a name, or none when a single one of them is inside. */
const lookupPublic =
  (lookUpAll: LookUpAll): LookupFunction =>
  (hostname, options, callback) => {
    lookUpAll(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new InsideAddress(), []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
