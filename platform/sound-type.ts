/**
 * What a recording is, told by its first bytes and not by its name: the name with the ending that transcription endpoints go by,
 * and the media type. Null for what they do not read.
 */
export function soundType(bytes: Uint8Array): { name: string; type: string } | null {
  const found = KINDS.find(({ mark, at }) => String.fromCharCode(...bytes.subarray(at, at + mark.length)) === mark);
  return found ? { name: `voice.${found.ending}`, type: found.type } : null;
}

const KINDS = [
  // Telegram's voices are Opus in Ogg (RFC 7845), LINE's are AAC in MPEG-4.
  { at: 0, mark: "OggS", ending: "ogg", type: "audio/ogg" },
  { at: 4, mark: "ftyp", ending: "m4a", type: "audio/mp4" },
  { at: 0, mark: "ID3", ending: "mp3", type: "audio/mpeg" },
  { at: 0, mark: "\xff\xfb", ending: "mp3", type: "audio/mpeg" },
  { at: 8, mark: "WAVE", ending: "wav", type: "audio/wav" },
  { at: 0, mark: "fLaC", ending: "flac", type: "audio/flac" },
  { at: 0, mark: "\x1a\x45\xdf\xa3", ending: "webm", type: "audio/webm" },
] as const;
