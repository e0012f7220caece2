/**
 * `node --liftoff-only platform/database/pglite-folder.ts FOLDER`: makes a new PGlite folder and ends. In a process of its own and
 * without the optimising compiler, which takes 600 MB for PostgreSQL's largest functions and does not pay for what is run once.
 */
import { PGlite } from "@electric-sql/pglite";

const pglite = await PGlite.create({ dataDir: process.argv[2]! });
await pglite.close();
