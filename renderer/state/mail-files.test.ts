import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceClient } from '#shared/api/workspace.ts';
import { importFiles, useImports } from './imports.ts';
import { isMailFile } from './mail-files.ts';

describe('a mail that is dropped', () => {
  beforeEach(() => useImports.setState({ entries: [], isTrayOpen: false }));

  it('is told from the files attached to one, by the name it comes under', () => {
    const mails = ['Invoice May.msg', 'folder/RE: bill.EML', 'a.emlx', 'all.mbox', 'form.oft'];
    expect(mails.filter((name) => !isMailFile(name))).toEqual([]);
    expect(['bill.led', 'msg', 'email.txt', 'a.msg.csv', 'eml.xlsx'].filter(isMailFile)).toEqual([]);
  });

  it('is not read, and says what to do instead; what was dropped with it is', async () => {
    const sent: string[] = [];
    const file = (name: string) => ({
      name,
      size: 10,
      async send() {
        sent.push(name);
        return { ok: false, error: { kind: 'cancelled', message: '' } } as const;
      },
    });
    importFiles({} as WorkspaceClient, [file('Bill of May.msg'), file('bill.led')], 1_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sent).toEqual(['bill.led']);
    const [mail] = useImports.getState().entries;
    expect(mail?.error).toMatchObject({ kind: 'invalid' });
    expect(mail?.error?.message).toContain('drag its attachments here');
  });
});
