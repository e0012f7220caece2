import OpenAI from "openai";
import type { ModelEndpoint } from "../config.ts";
import type { Log } from "../log.ts";
import { openCircuit } from "./circuit.ts";

/** How long somebody who spoke waits for the words, at most. */
const TRANSCRIPTION_MS = 20_000;
const OPENS_AFTER = 3;

export interface Transcriber {
  /**
   * The words of a recording as they were heard, trimmed.
   * @param file the name with the ending that its type has (endpoints go by it), and the media type
   * @returns null when nothing was heard, it fails or takes too long; logged once, without words
   */
  transcribe(audio: Uint8Array, file: { name: string; type: string }): Promise<string | null>;
}

/**
 * `POST {base_url}/audio/transcriptions`. A voice cannot be masked: platform/model/models.ts opens this for the operator's own
 * endpoint only.
 */
export function openTranscriber({ base_url, api_key, model }: ModelEndpoint, log: Log): Transcriber {
  const circuit = openCircuit({ name: "transcription", log, opens_after: OPENS_AFTER });
  const client = new OpenAI({
    ...{ baseURL: base_url, apiKey: api_key ?? "none", maxRetries: 1, timeout: TRANSCRIPTION_MS },
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: "off" },
    ...(api_key === null ? { defaultHeaders: { Authorization: null } } : {}),
  });
  return {
    async transcribe(audio, { name, type }) {
      const heard = await circuit.attempt(TRANSCRIPTION_MS, (signal) =>
        client.audio.transcriptions.create(
          { model, file: new File([new Uint8Array(audio)], name, { type }) },
          { signal },
        ),
      );
      return heard?.text.trim() || null;
    },
  };
}
