import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { benefit } from "../eligibility/card.ts";

const frontMatter = z.strictObject({
  id: z.string().regex(/^pack-[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(2),
  issuer: z.string().min(2),
  doc_no: z.string().min(2).nullable(),
  region: z.string().regex(/^\d{6}$/),
  published: z.iso.date().nullable(),
  effective_from: z.iso.date().nullable(),
  effective_to: z.iso.date().nullable(),
  supersedes: z.string().nullable(),
  source: z.string().min(4),
  checked_on: z.iso.date(),
  review_by: z.iso.date().optional(),
  reliability: z.enum(["law", "official", "media", "unverified"]),
  complete: z.boolean(),
  questions: z.array(z.string().min(3)).min(3).max(5),
  benefit: benefit.optional(),
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

interface PackDocument {
  file: string;
  meta: z.infer<typeof frontMatter>;
  body: string;
  sections: { heading: string; text: string }[];
}

function readDocument(folder: string, file: string): PackDocument {
  const text = readFileSync(new URL(`${folder}/${file}`, import.meta.url), "utf8");
  const parts = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(text);
  if (!parts) throw new Error(`${file}: no front matter`);
  const body = parts[2]!;
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      return { heading, text: lines.join("\n").trim() };
    });
  return { file, meta: frontMatter.parse(parse(parts[1]!)), body, sections };
}

const readFolder = (folder: string): PackDocument[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(".md"))
    .map((file) => readDocument(folder, file));
const cards = readFolder("benefits");
const documents = [...readFolder("documents"), ...cards];
const regions = z
  .array(
    z.strictObject({
      adcode: z.string().regex(/^\d{6}$/),
      name: z.string().min(2),
      short: z.string().min(2),
      parent: z.string().nullable(),
    }),
  )
  .parse(readJson("regions.json"));

const AMOUNT = /[\d.]+\s*[多余几]?[万亿]?[多余]?元/;
const placeNames = regions
  .filter((region) => region.adcode !== "000000")
  .flatMap((region) => [region.name, region.short]);

/** Sentences that name an amount of money without the place and the year it holds for. */
function looseAmounts(text: string): string[] {
  return text
    .split(/[。！？\n]/)
    .filter((sentence) => AMOUNT.test(sentence))
    .filter((sentence) => !(/20\d\d年/.test(sentence) && placeNames.some((name) => sentence.includes(name))));
}

/** What reads as a telephone number: service codes, land lines, mobiles, 400 numbers; house numbers and years are not. */
function phoneNumbers(text: string): string[] {
  return (
    text.match(
      /(?<![\d.〔-])(?:400-?\d{3}-?\d{4}|0\d{2,3}-?\d{7,8}|1\d{10}|9[56]\d{3}|12\d{3}|1[12][0-9])(?![\d%.])(?!人|场|家|个|例|元|张|平)/g,
    ) ?? []
  );
}

describe("documents", () => {
  it("are enough, with unique ids that name their file and unique titles", () => {
    expect(documents.length - cards.length).toBeGreaterThanOrEqual(64);
    expect(cards.length).toBeGreaterThanOrEqual(14);
    expect(documents.map(({ meta }) => meta.id)).toEqual(
      documents.map(({ file }) => `pack-${file.replace(/\.md$/, "")}`),
    );
    expect(new Set(documents.map(({ meta }) => meta.title)).size).toBe(documents.length);
  });

  it("lie in a known region, in force from before to after, and supersede only each other", () => {
    const adcodes = new Set(regions.map((region) => region.adcode));
    const ids = new Set(documents.map(({ meta }) => meta.id));
    for (const { meta } of documents) {
      expect(adcodes, meta.id).toContain(meta.region);
      if (meta.supersedes) expect(ids, meta.id).toContain(meta.supersedes);
      if (meta.effective_from && meta.effective_to) expect(meta.effective_from < meta.effective_to, meta.id).toBe(true);
      expect(new Set(meta.questions).size, meta.id).toBe(meta.questions.length);
    }
  });

  it("are checked, in the past, and reviewed some day after that", () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const { meta } of documents) {
      expect(meta.checked_on <= today, meta.id).toBe(true);
      if (meta.review_by) expect(meta.review_by > meta.checked_on, meta.id).toBe(true);
    }
  });

  it("have headed sections short enough to be quoted whole", () => {
    for (const { file, body, sections } of documents) {
      expect(body.startsWith("## "), file).toBe(true);
      expect(new Set(sections.map(({ heading }) => heading)).size, file).toBe(sections.length);
      for (const { heading, text } of sections) {
        expect(text.length, `${file} ${heading}`).toBeGreaterThan(20);
        expect(text.length, `${file} ${heading}`).toBeLessThan(320);
        expect(text, `${file} ${heading}`).not.toMatch(/[！!]/);
      }
    }
  });

  it("name the article when they restate a law", () => {
    for (const { file, body } of documents.filter(({ meta }) => meta.reliability === "law")) {
      expect(body, file).toMatch(/《[^》]+》第[一二三四五六七八九十百]+条/);
    }
  });

  it("name in their source every law whose article they cite", () => {
    for (const { file, meta, body } of documents) {
      const cited = [...body.matchAll(/《([^》]+)》第[一二三四五六七八九十百零]+条/g)].map(([, law]) => law!);
      expect(
        cited.filter((law) => !meta.source.includes(`《${law}》`)),
        file,
      ).toEqual([]);
    }
  });

  it("say in the text what is not verified", () => {
    const careful = documents.filter(({ meta }) => meta.reliability === "unverified" && !meta.complete);
    expect(careful.length).toBeGreaterThan(0);
    for (const { file, body } of careful) expect(body, file).toMatch(/未核实|核对|核实/);
  });

  it("give no amount without its place and year", () => {
    expect(looseAmounts("护理补贴每月200元。")).toHaveLength(1);
    expect(looseAmounts("北京每月200元，2016年起不变。")).toEqual([]);
    expect(documents.some(({ body }) => AMOUNT.test(body))).toBe(true);
    for (const { file, body } of documents) expect(looseAmounts(body), file).toEqual([]);
  });

  it("print no telephone number that the curated table does not hold", () => {
    expect(phoneNumbers("打0371-53306911、13800138000或12350，400-123-4567也行")).toHaveLength(4);
    const curated = new Set(hotlines.map((line) => line.number));
    expect(documents.flatMap(({ body }) => phoneNumbers(body))).toContain("0757-22320251");
    for (const { file, body } of documents) {
      expect(
        phoneNumbers(body).filter((number) => !curated.has(number)),
        file,
      ).toEqual([]);
    }
  });
});

describe("benefit cards", () => {
  it("say the same eight things, the first of them that a window decides", () => {
    for (const { file, sections } of cards) {
      expect(
        sections.map(({ heading }) => heading),
        file,
      ).toEqual([
        "一句话",
        "谁可能符合",
        "不符合的常见情形",
        "要带的材料",
        "去哪儿办",
        "多久",
        "期限和要留意的",
        "依据",
      ]);
      expect(sections[0]!.text, file).toMatch(/^可能符合，窗口核定。/);
    }
  });

  it("promise nothing", () => {
    const promise = /(?<!不|别)(?:一定能|肯定能|保证能|包你|准能|放心吧)/;
    expect(promise.test("一定能批")).toBe(true);
    for (const { file, body } of cards) expect(body, file).not.toMatch(promise);
  });
});

const hotlines = z
  .array(
    z.strictObject({
      number: z.string().regex(/^(\d{3}|\d{5}|0\d{2,3}-\d{7,8})$/),
      name: z.string().min(2),
      use: z.string().min(2),
      region: z.string().regex(/^\d{6}$/),
      region_name: z.string().min(2),
      hours: z.string().min(2).nullable(),
      as_of: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
      source: z.string().min(2),
      verified: z.boolean(),
      note: z.string().min(2),
      crisis_kinds: z.array(
        z.enum([
          "suicide",
          "violence",
          "medical",
          "fire_gas",
          "missing",
          "child",
          "domestic_violence",
          "confinement",
          "neglect",
          "medication",
          "any",
        ]),
      ),
      replaced_by: z.string().nullable(),
    }),
  )
  .parse(readJson("hotlines.json"));

describe("hotlines", () => {
  it("are one per number and region, in a known region under its name", () => {
    expect(new Set(hotlines.map((line) => `${line.number} ${line.region}`)).size).toBe(hotlines.length);
    for (const line of hotlines) {
      const region = regions.find(({ adcode }) => adcode === line.region);
      expect(region && line.region_name.endsWith(region.name), `${line.number} ${line.region}`).toBe(true);
      if (line.replaced_by) expect(hotlines.map(({ number }) => number)).toContain(line.replaced_by);
    }
  });

  it("hold the national lines, and a place's own line only for that place", () => {
    const national = hotlines.filter(({ region }) => region === "000000").map(({ number }) => number);
    expect(national).toEqual(expect.arrayContaining(["110", "119", "120", "122", "12356", "12345", "12338", "12349"]));
    expect(national).toEqual(expect.arrayContaining(["12355", "12385", "12333", "12348", "12393"]));
    expect(hotlines.find(({ number }) => number === "0757-22320251")).toMatchObject({
      region: "440606",
      as_of: "2022-08-05",
    });
    expect(hotlines.find(({ number, region }) => number === "12356" && region === "430700")?.hours).toBe("24小时");
    expect(hotlines.find(({ number, region }) => number === "12356" && region === "000000")?.hours).not.toContain("24");
  });
});

describe("regions", () => {
  it("form one tree with unique codes", () => {
    const byCode = new Map(regions.map((region) => [region.adcode, region]));
    expect(byCode.size).toBe(regions.length);
    expect(regions.filter(({ parent }) => parent === null).map(({ adcode }) => adcode)).toEqual(["000000"]);
    for (const region of regions) {
      let at = region;
      for (let steps = 0; at.parent !== null && steps < 4; steps += 1) {
        const parent = byCode.get(at.parent);
        expect(parent, `${at.adcode} lies in ${at.parent}`).toBeDefined();
        at = parent!;
      }
      expect(at.adcode, region.adcode).toBe("000000");
    }
    expect(byCode.get("440606")).toEqual({ adcode: "440606", name: "顺德区", short: "顺德", parent: "440600" });
  });
});

describe("synonyms", () => {
  const rowsOf = (file: string): string[][] =>
    readFileSync(new URL(`synonyms/${file}`, import.meta.url), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\t"));

  it("lead to other words than were said, in every file", () => {
    const files = readdirSync(new URL("synonyms", import.meta.url)).filter((file) => file.endsWith(".tsv"));
    expect(files).toContain("welfare.tsv");
    for (const file of files) {
      const wrong = rowsOf(file).filter(
        ([say, ...means]) => means.length === 0 || means.some((word) => word.trim().length < 2 || word === say),
      );
      expect(wrong, file).toEqual([]);
    }
  });

  it("for welfare map each lay word once, to words that the documents or the directory use", () => {
    const welfare = rowsOf("welfare.tsv");
    expect(welfare.length).toBeGreaterThanOrEqual(60);
    expect(new Set(welfare.map(([say]) => say)).size).toBe(welfare.length);
    const known = documents.map(({ body, meta }) => meta.title + body).join("\n") + JSON.stringify(directory.services);
    for (const [say, ...means] of welfare) {
      expect(
        means.filter((word) => !known.includes(word)),
        say,
      ).toEqual([]);
    }
  });
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const directory = z
  .strictObject({
    organizations: z.array(z.strictObject({ id: z.uuid(), name: z.string(), description: z.string().min(2) })),
    services: z.array(
      z.strictObject({
        id: z.uuid(),
        organization_id: z.uuid(),
        name: z.string(),
        alternate_name: z.string().min(2),
        description: z.string().min(2),
        eligibility_description: z.string().min(2),
        application_process: z.string().min(2),
        fees_description: z.string().min(2),
        status: z.literal("active"),
        assured_date: z.iso.date(),
        // The codes of cases/visits/draft.ts; 15 is 其他, which no service can promise to meet.
        need_codes: z.array(z.string().regex(/^(0[1-9]|1[0-4])$/)).min(1),
        area_adcode: z.literal("990101"),
        phones: z
          .array(
            z.strictObject({ number: z.string(), extension: z.string().nullable(), description: z.string().min(2) }),
          )
          .min(1),
        schedules: z
          .array(
            z.strictObject({
              freq: z.literal("WEEKLY"),
              byday: z.string().regex(/^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/),
              opens_at: clockTime,
              closes_at: clockTime,
              description: z.string().min(2),
            }),
          )
          .min(1),
        location: z
          .strictObject({
            name: z.string().min(2),
            address: z.string().min(2),
            latitude: z.number().min(-90).max(90),
            longitude: z.number().min(-180).max(180),
          })
          .nullable(),
        required_documents: z.array(z.string().min(2)),
        minimum_age: z.int().min(0).max(120).optional(),
        maximum_age: z.int().min(0).max(120).optional(),
        languages: z.array(z.string().min(2)).min(1).optional(),
      }),
    ),
  })
  .parse(readJson("demo/services.json"));

describe("demo directory", () => {
  const { organizations, services } = directory;

  it("has unique ids, and every service belongs to an organization of it", () => {
    const ids = [...organizations, ...services].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(services.length).toBeGreaterThanOrEqual(22);
    for (const service of services) {
      expect(
        organizations.map(({ id }) => id),
        service.name,
      ).toContain(service.organization_id);
    }
  });

  it("is plainly fictitious: names, addresses and telephones", () => {
    for (const { name } of [...organizations, ...services]) expect(name).toContain("示范");
    for (const { name, phones, location } of services) {
      for (const { number } of phones) expect(number, name).toMatch(/^000-0000-01\d\d$/);
      if (location) expect(location.address, name).toMatch(/^示范区/);
    }
    const numbers = services.flatMap(({ phones }) => phones.map(({ number }) => number));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("opens before it closes and covers the needs that are met by a service", () => {
    for (const { name, schedules } of services) {
      for (const { opens_at, closes_at } of schedules) expect(opens_at < closes_at, name).toBe(true);
    }
    expect(new Set(services.flatMap(({ need_codes }) => need_codes)).size).toBe(14);
  });
});
