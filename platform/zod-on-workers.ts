/**
 * Stands for zod on Workers (wrangler.toml, `alias`): all that zod exports is handed around as one object there, so that its 50 languages
 * and whatever else hangs on that object would be in the bundle. Here hang only the parts that the service and its libraries call.
 */
export { globalRegistry, prettifyError, registry } from "zod/v4/core";
export * from "../node_modules/zod/v4/classic/checks.js";
export * as coerce from "../node_modules/zod/v4/classic/coerce.js";
export * from "../node_modules/zod/v4/classic/errors.js";
export * as iso from "../node_modules/zod/v4/classic/iso.js";
export { ZodISODate, ZodISODateTime, ZodISODuration, ZodISOTime } from "../node_modules/zod/v4/classic/iso.js";
export * from "../node_modules/zod/v4/classic/parse.js";
export * from "../node_modules/zod/v4/classic/schemas.js";
export { toJSONSchema } from "../node_modules/zod/v4/core/json-schema-processors.js";
export * as z from "./zod-on-workers.ts";
