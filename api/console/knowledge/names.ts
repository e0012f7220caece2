import type { DocumentState } from "../../../knowledge/documents/state.ts";
import type { Reliability } from "../../../knowledge/ingest/front-matter.ts";
import { texts } from "./texts.ts";

export const RELIABILITY_NAMES = Object.keys(texts.reliability) as [Reliability, ...Reliability[]];
export const STATE_NAMES = Object.keys(texts.state) as [DocumentState, ...DocumentState[]];
