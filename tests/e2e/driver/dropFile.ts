/** Drops a file of this machine on the window, as a person would. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** What {@link carryIn} brought. */
    carried?: DataTransfer | null;
  }
}

/** Carries a file into the page, without dropping it yet. */
export async function carryIn(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const base64 = Buffer.from(bytes).toString('base64');
  await page.evaluate(
    ([fileName, content]) => {
      const data = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName));
      window.carried = transfer;
    },
    [name, base64] as const,
  );
}

/** Carries in a file as the browser has it when it is dragged from a folder: where it lies, unread. */
export async function carryFromDisk(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'carried-from-disk';
    input.hidden = true;
    document.body.append(input);
  });
  const input = page.locator('#carried-from-disk');
  await input.setInputFiles(path);
  await input.evaluate((element) => {
    if (!(element instanceof HTMLInputElement)) return;
    const transfer = new DataTransfer();
    for (const file of element.files ?? []) transfer.items.add(file);
    window.carried = transfer;
    element.remove();
  });
}

/** Drops what was carried in; gives the time of the page's clock [ms]. */
export function dropCarried(page: Page): Promise<number> {
  return page.evaluate(() => {
    const at = performance.now();
    const dataTransfer = window.carried ?? new DataTransfer();
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
    window.carried = null;
    return at;
  });
}

export async function dropBytes(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await carryIn(page, name, bytes);
  await dropCarried(page);
}

export async function dropFile(page: Page, path: string): Promise<void> {
  await dropBytes(page, basename(path), await readFile(path));
}

/** Drops several files at once, as a person does who has marked them all. */
export async function dropSeveral(page: Page, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
  await page.evaluate(
    (given) => {
      const transfer = new DataTransfer();
      for (const [fileName, content] of given) {
        transfer.items.add(new File([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))], fileName));
      }
      window.carried = transfer;
    },
    files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')] as const),
  );
  await dropCarried(page);
}

/** Drops files and folders where they lie, through the browser's own drag and drop: a script cannot make a folder. */
export async function dropFromDisk(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  }
  await session.detach();
}
