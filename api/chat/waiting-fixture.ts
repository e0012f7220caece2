/** For tests only. */
import type { Page } from "playwright-core";

/** How many messages wait in this browser. */
export const waitingIn = (page: Page): Promise<number> =>
  page.evaluate<number>(
    `new Promise((done) => {
      const asked = indexedDB.open("doorstep", 1);
      asked.onsuccess = () => {
        const count = asked.result.transaction("waiting").objectStore("waiting").count();
        count.onsuccess = () => { asked.result.close(); done(count.result); };
      };
    })`,
  );
