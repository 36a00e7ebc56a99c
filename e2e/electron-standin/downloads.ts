import { EventEmitter } from 'node:events';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toElectron } from './address.ts';
import type { Cdp, CdpParams } from './cdp.ts';
import { pageSession } from './session.ts';
import { strict } from './strict.ts';

class DownloadItem extends EventEmitter {
  savePath = '';
  saveDialogOptions: object = {};
  private readonly url: string;
  private readonly name: string;

  constructor(url: string, name: string) {
    super();
    this.url = url;
    this.name = name;
  }

  getURL(): string {
    return this.url;
  }

  getFilename(): string {
    return this.name;
  }

  setSavePath(path: string): void {
    this.savePath = path;
  }

  setSaveDialogOptions(options: object): void {
    this.saveDialogOptions = options;
  }
}

/**
 * Downloads: Electron asks with `will-download`, and shows its own dialog where nobody has set a path. There is no such
 * dialog here: without a path the file goes nowhere, and the item has done its part by naming what it would offer.
 */
const folder = mkdtempSync(join(tmpdir(), 'lait-standin-downloads-'));
const items = new Map<string, DownloadItem>();

export const downloadsOf = {
  async begin(cdp: Cdp): Promise<void> {
    await cdp.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName',
      downloadPath: folder,
      eventsEnabled: true,
    });
  },
  hear(cdp: Cdp, method: string, params: CdpParams): void {
    if (method === 'Browser.downloadWillBegin') {
      const item = new DownloadItem(toElectron(params.url), params.suggestedFilename);
      let isRefused = false;
      const event = {
        preventDefault: () => {
          isRefused = true;
        },
      };
      pageSession()?.emit('will-download', event, strict('DownloadItem', item), null);
      if (isRefused) cdp.send('Browser.cancelDownload', { guid: params.guid }).catch(() => undefined);
      else items.set(params.guid, item);
    }
    if (method === 'Browser.downloadProgress' && params.state === 'completed') {
      const item = items.get(params.guid);
      if (item === undefined) return;
      // A test that is attached as well may have named another folder since.
      if (item.savePath !== '') copyFileSync(params.filePath ?? join(folder, params.guid), item.savePath);
      item.emit('done', {}, 'completed');
    }
  },
};
