import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress } from "../../platform/public-address.ts";
import { nodePost } from "./post.ts";
import { openReceiver, type Receiver } from "./receiver-fixture.ts";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

const port = () => receiver.host.split(":")[1]!;
const to = (url: string, allowed: string[] = []) => nodePost(allowed, 2_000)(url, {}, "{}");

test.each([
  ...[
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "①②⑦.⓪.⓪.①",
    "0.0.0.0",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "169.254.169.254",
  ],
  ...[
    "100.100.100.200",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[64:ff9b::7f00:1]",
    "[::7f00:1]",
    "[0:0:0:0:0:ffff:a9fe:a9fe]",
    "[::ffff:0:127.0.0.1]",
    "[2002:7f00:1::]",
  ],
  "localhost",
])("goes to no address inside: %s", async (host) => {
  expect(await to(`https://${host}:${port()}/`)).toEqual({ status: null, fault: "address" });
  expect(receiver.tried).toEqual([]);
});

test("goes nowhere without TLS, unless the operator named the host", async () => {
  expect(await to("http://93.184.216.34/")).toEqual({ status: null, fault: "address" });
  receiver.answers.set("/", 202);
  expect(await to(`http://${receiver.host}/`, [receiver.host])).toEqual({ status: 202, fault: null });
  expect(await to(`http://localhost:${port()}/`, ["localhost"])).toEqual({ status: 202, fault: null });
  expect(await to(`http://localhost:${port()}/`, ["localhost:1"])).toEqual({ status: null, fault: "address" });
});

test("goes to no name that has an address inside, alone or among others, in either protocol", async () => {
  const before = [...receiver.tried];
  const leads_to = async (...addresses: string[]) => {
    const answer = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    return nodePost([], 2_000, (_, __, callback) => callback(null, answer))(
      `https://evil.example:${port()}/`,
      {},
      "{}",
    );
  };
  for (const addresses of [
    ...[["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"], ["::ffff:127.0.0.1"], ["::1"], ["fd00:ec2::254"]],
    ...[
      ["93.184.216.34", "127.0.0.1"],
      ["127.0.0.1", "93.184.216.34"],
      ["2606:4700::1111", "::1"],
    ],
    [],
  ])
    expect(await leads_to(...addresses), addresses.join()).toEqual({ status: null, fault: "address" });
  expect(receiver.tried).toEqual(before);
});

test("connects to what it looked at: a name that leads inside from the second answer on is asked once", async () => {
  const before = [...receiver.tried];
  let asked = 0;
  const post = nodePost([], 300, (_, __, callback) => {
    asked += 1;
    // Nobody answers there in time; whether it is asked again is what counts.
    callback(null, [{ address: asked === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }]);
  });
  const first = await post(`https://evil.example:${port()}/`, {}, "{}");
  expect(first.status).toBeNull();
  expect(asked).toBe(1);
  expect(receiver.tried).toEqual(before);
  expect(await post(`https://evil.example:${port()}/`, {}, "{}")).toEqual({ status: null, fault: "address" });
});

test.each([301, 302, 303, 307, 308])("follows no redirect: %i", async (status) => {
  receiver.answers.set("/moved", status);
  const before = receiver.tried.length;
  expect(await to(`http://${receiver.host}/moved`, [receiver.host])).toEqual({ status, fault: "redirect" });
  expect(receiver.tried.slice(before).map(({ path }) => path)).toEqual(["/moved"]);
});

test("says that nobody is there", async () => {
  expect(await to("http://127.0.0.1:1/", ["127.0.0.1"])).toEqual({ status: null, fault: "unreachable" });
  expect(await to("https://nobody.invalid/")).toEqual({ status: null, fault: "unreachable" });
});

test("what is handed out to everybody is public, on either protocol", () => {
  for (const address of ["8.8.8.8", "93.184.216.34", "223.5.5.5", "2606:4700::1111", "2400:3200::1"])
    expect(isPublicAddress(address), address).toBe(true);
  for (const address of ["", "example.org", "8.8.8", "::", "ff02::1", "2001:db8::1", "255.255.255.255", "198.18.0.1"])
    expect(isPublicAddress(address), address).toBe(false);
});
