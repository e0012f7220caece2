/** Stands for OpenCC's dictionaries in the Worker's code (wrangler.toml, `alias`), which reads them from a file beside it. */
export const from = {};
export const to = {};
