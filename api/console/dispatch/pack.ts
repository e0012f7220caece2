/** The meeting's pack as it is laid out on paper: no names of residents, no words that were said. */
export interface Pack {
  title: string;
  note: string;
  heads: { ref: string; service: string; area: string; due: string; needs: string; decision: string };
  groups: {
    name: string;
    rows: { ref: string; service: string; area: string; due: string; needs: string }[];
  }[];
  tasks_title: string;
  tasks: { line: string }[];
}

/** Makes a Word file of it, where there is Node. */
export type WritePack = (pack: Pack) => Uint8Array<ArrayBuffer>;
