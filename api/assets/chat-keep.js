/**
 * What is not sent yet, kept in this browser until it is: a phone that is switched off at a door without a network loses nothing.
 * Nothing can be sealed here, because whoever holds the phone holds the key; a message is erased once it is answered.
 */

const DATABASE = "doorstep";
/** `waiting`: messages under their ids, with `staff` and `written_at`. `who`: whose browser this is, under "staff". */
const STORES = ["waiting", "who"];

/** Resolves to null where a browser forbids storage: then messages live as long as the page. */
function open() {
  return new Promise((done) => {
    try {
      const asked = indexedDB.open(DATABASE, 1);
      asked.onupgradeneeded = () => {
        for (const store of STORES) asked.result.createObjectStore(store);
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
      asked.onblocked = () => done(null);
    } catch {
      done(null);
    }
  });
}

const opened = open();

/** Runs one request on a store; null when there is no storage, or it fails. */
async function on(store, mode, request) {
  const database = await opened;
  if (!database) return null;
  return new Promise((done) => {
    try {
      const transaction = database.transaction(store, mode);
      const asked = request(transaction.objectStore(store));
      transaction.oncomplete = () => done(asked.result ?? null);
      transaction.onerror = () => done(null);
      transaction.onabort = () => done(null);
    } catch {
      done(null);
    }
  });
}

/** So long (days) what could not be sent stays: the server knows a repeated message by its id for 30. */
const KEPT_DAYS = 28;

/** The messages of this member of staff that wait, the oldest first. What nobody sent for weeks is erased, whosever it is. */
export async function loadWaiting(staff) {
  const all = (await on("waiting", "readonly", (store) => store.getAll())) ?? [];
  const since = new Date(Date.now() - KEPT_DAYS * 86400000).toISOString();
  for (const { id } of all.filter(({ written_at }) => written_at < since)) await eraseWaiting(id);
  return all
    .filter(({ written_at }) => written_at >= since)
    .filter((message) => message.staff === staff)
    .sort((a, b) => a.written_at.localeCompare(b.written_at) || a.order - b.order);
}

/** Whether it was kept. */
export const keepWaiting = async (staff, message) =>
  (await on("waiting", "readwrite", (store) => store.put({ ...message, staff }, message.id))) !== null;

export const eraseWaiting = (id) => on("waiting", "readwrite", (store) => store.delete(id));

/** Whether a message that was kept still waits, or another tab has sent or dropped it. */
export const stillWaits = async (id) => (await on("waiting", "readonly", (store) => store.count(id))) !== 0;

/** Whose browser this is, for a start without a network: an id, no name. */
export const keepStaff = (staff) => on("who", "readwrite", (store) => store.put(staff, "staff"));
export const keptStaff = () => on("who", "readonly", (store) => store.get("staff"));
export const forgetStaff = () => on("who", "readwrite", (store) => store.delete("staff"));
