import { describe, expect, test } from "vitest";
import { auditSecretOf, createSealer, newAppKey, sameSignature, signByRetired } from "./seal.ts";

const key = newAppKey();

describe("sealing", () => {
  test("opens what it sealed, and every envelope of the same words is another", async () => {
    const sealer = await createSealer(key);
    const [one, two] = [await sealer.seal("王秀兰", "people.name"), await sealer.seal("王秀兰", "people.name")];
    expect(one).not.toBe(two);
    expect(one).not.toContain("王");
    expect(await (await createSealer(key)).open(one, "people.name")).toBe("王秀兰");
  });

  test("an envelope opens only at its place, unchanged, and with its key; the fault names the key", async () => {
    const sealer = await createSealer(key);
    const envelope = await sealer.seal("王秀兰", "people.name");
    await expect(sealer.open(envelope, "staff.name")).rejects.toThrow();
    // Not the last character: in base64 its low bits may stand for nothing.
    const other_character = envelope.at(-6) === "A" ? "B" : "A";
    const changed = `${envelope.slice(0, -6)}${other_character}${envelope.slice(-5)}`;
    await expect(sealer.open(changed, "people.name")).rejects.toThrow();
    const other = await createSealer(newAppKey());
    await expect(other.open(envelope, "people.name")).rejects.toThrow(`sealed with key ${envelope.split(".")[1]}`);
    await expect(sealer.open("王秀兰", "people.name")).rejects.toThrow("not a sealed value");
  });

  test("is AES-256-GCM and HMAC-SHA-256 by keys of HKDF-SHA-256, as WebCrypto makes them too", async () => {
    const sealer = await createSealer(key);
    const { subtle } = crypto;
    const root = await subtle.importKey("raw", Buffer.from(key, "base64"), "HKDF", false, ["deriveKey"]);
    const hkdf = (info: string) => ({
      ...{ name: "HKDF", hash: "SHA-256", salt: new Uint8Array() },
      info: new TextEncoder().encode(`doorstep ${info}`),
    });
    const aes = await subtle.deriveKey(hkdf("seal"), root, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const [, , body] = (await sealer.seal("王秀兰", "people.name")).split(".");
    const bytes = Buffer.from(body!, "base64url");
    const additionalData = new TextEncoder().encode("people.name");
    const opened = await subtle.decrypt(
      { name: "AES-GCM", iv: bytes.subarray(0, 12), additionalData },
      aes,
      bytes.subarray(12),
    );
    expect(new TextDecoder().decode(opened)).toBe("王秀兰");
    const hmac = await subtle.deriveKey(hkdf("hmac"), root, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const signed = await subtle.sign("HMAC", hmac, new TextEncoder().encode("index name 王秀兰"));
    expect(await sealer.index("name", "王秀兰")).toBe(Buffer.from(signed).subarray(0, 16).toString("base64url"));
  });

  test("files are sealed like words: another envelope each time, bound to place and key, no byte of it changed", async () => {
    const sealer = await createSealer(key);
    const file = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256);
    const [one, two] = [await sealer.sealBytes(file, "a.b"), await sealer.sealBytes(file, "a.b")];
    expect(one).not.toEqual(two);
    expect(await (await createSealer(key)).openBytes(one, "a.b")).toEqual(file);
    await expect(sealer.openBytes(one, "a.c")).rejects.toThrow();
    for (const at of [0, 3, 8, 30, one.length - 1]) {
      const changed = Uint8Array.from(one);
      changed[at]! ^= 1;
      await expect(sealer.openBytes(changed, "a.b")).rejects.toThrow();
    }
    await expect((await createSealer(newAppKey())).openBytes(one, "a.b")).rejects.toThrow("sealed with key");
    await expect(sealer.openBytes(new Uint8Array(), "a.b")).rejects.toThrow("not a sealed value");
  });

  test("the blind index finds the same name and phone however they are written, and nothing else", async () => {
    const sealer = await createSealer(key);
    const index = (kind: "name" | "phone", value: string) => sealer.index(kind, value);
    expect(await index("name", "王 秀兰")).toBe(await index("name", "王秀兰"));
    expect(await index("phone", "+86 138-0013-8000")).toBe(await index("phone", "１３８００１３８０００"));
    expect(await index("name", "王秀兰")).not.toBe(await index("name", "王秀芳"));
    expect(await sealer.index("pinyin", "王秀兰")).not.toBe(await index("name", "王秀兰"));
    expect(await (await createSealer(newAppKey())).index("name", "王秀兰")).not.toBe(await index("name", "王秀兰"));
  });

  test("of several keys the first makes everything, the others still open, find and check what they made", async () => {
    const [old, other] = [newAppKey(), newAppKey()];
    const [before, both] = [await createSealer(old), await createSealer(`${key}, ${old}\n`)];
    expect(await both.open(await before.seal("王秀兰", "people.name"), "people.name")).toBe("王秀兰");
    expect(await (await createSealer(key)).open(await both.seal("王秀兰", "people.name"), "people.name")).toBe(
      "王秀兰",
    );
    expect(await both.indexes("name", "王秀兰")).toEqual([
      await (await createSealer(key)).index("name", "王秀兰"),
      await before.index("name", "王秀兰"),
    ]);
    expect(await both.signatures("audit", "x")).toContain(await before.sign("audit", "x"));
    const kept = await auditSecretOf(old);
    expect(kept.key_id).toBe(before.key_ids[0]);
    expect(await signByRetired(kept.secret, "x")).toBe(await before.sign("audit", "x"));
    await expect(both.open(await (await createSealer(other)).seal("x", "a.b"), "a.b")).rejects.toThrow("APP_KEY is");
  });

  test("refuses a key that is not 32 bytes", async () => {
    await expect(createSealer("c2hvcnQ=")).rejects.toThrow("32 bytes");
  });
});

test("signatures are compared whole", () => {
  expect(sameSignature("abc", "abc")).toBe(true);
  for (const wrong of ["abd", "ab", "abcd", ""]) expect(sameSignature("abc", wrong)).toBe(false);
});
