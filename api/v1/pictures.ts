import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { pictureAlone } from "../../bot/conversation/picture.ts";
import { say } from "../../bot/conversation/turn.ts";
import { mediaTexts } from "../../bot/texts/media.ts";
import { UnusablePicture } from "../../platform/image/fault.ts";
import { cleanPicture, MOST_BYTES } from "../../platform/image/picture.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { ok, refusal, routes } from "./routes.ts";
import { replySchema } from "./schemas.ts";

/** What a posted picture may take with the form around it, in bytes. */
export const PICTURE_FORM_BYTES = MOST_BYTES + 16 * 1024;

const form = z.object({
  /** Made by the page: a repeated one is kept once. */
  id: z.string().regex(/^[\w-]{8,64}$/),
  picture: z.instanceof(File).openapi({ type: "string", format: "binary" }),
});

const add = createRoute({
  method: "post",
  path: "/pictures",
  summary: "Adds a picture to the visit that is being told, or keeps it for ten minutes until one is",
  request: { body: { content: { "multipart/form-data": { schema: form } }, required: true } },
  responses: {
    ...ok(z.object({ replies: z.array(replySchema) }), "Where it hangs, or why it was not kept"),
    400: refusal("Not a picture's form"),
    401: refusal("Not signed in"),
    413: refusal("Too large"),
  },
});

/** Pictures of the web chat. No message comes with them: what was said before or is said next tells whose they are. */
export function pictureRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(add, async (c) => {
    const { id, picture } = c.req.valid("form");
    const result = await keep(parts, c.get("staff"), id, picture);
    return c.json({ replies: result.replies as z.infer<typeof replySchema>[] }, 200);
  });
  return app;
}

async function keep(parts: AppParts, staff: StaffEnv["Variables"]["staff"], id: string, file: File) {
  try {
    const picture = cleanPicture(new Uint8Array(await file.arrayBuffer()));
    return await asStaff(parts, staff, (session) => pictureAlone(session, picture, `web:${id}`));
  } catch (error) {
    if (error instanceof UnusablePicture) return say("clarify", mediaTexts.picture.faults[error.fault]);
    throw error;
  }
}
