/** `npm test` begins here, in plain JavaScript, so that a Node that cannot read TypeScript can still say what to do. */
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `The tests need Node 22.18 or newer, this is ${process.versions.node}. ` +
      "Start them with `npm test`: after `npm ci` it uses the Node 24 in node_modules where there is one for this machine; " +
      "elsewhere install Node 24.",
  );
  process.exit(1);
}
await import("./test.ts");
