// Plain JavaScript, so that an old Node can at least say what it needs.
const [major] = process.versions.node.split(".").map(Number);
if (major < 24) {
  console.error(
    `Doorstep needs Node 24 or newer, this is ${process.versions.node}. Run \`npm ci\` (it brings Node 24 on Linux and Windows) ` +
      "and start with `npm start`, or install Node 24 from nodejs.org.",
  );
  process.exit(1);
}
await import("./node.ts");
