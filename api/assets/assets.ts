import { Hono } from "hono";
import { ASSETS } from "./assets.generated.ts";

export type AssetName = keyof typeof ASSETS;

/** The address of a file of the pages; it changes with the content, so that it may be kept for a year. */
export function assetPath(name: AssetName): string {
  return `/assets/${ASSETS[name].hash}/${name}`;
}

/** Pictures are kept in base64. */
const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer;

export function assets(): Hono {
  const app = new Hono();
  app.get("/:hash/:name", (c) => {
    const asset = ASSETS[c.req.param("name") as AssetName];
    if (!asset || asset.hash !== c.req.param("hash")) return c.notFound();
    return c.body(asset.type === "image/png" ? bytesOf(asset.content) : asset.content, 200, {
      "content-type": asset.type,
      "cache-control": "public, max-age=31536000, immutable",
    });
  });
  return app;
}
