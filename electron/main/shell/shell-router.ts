import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { type ShellError, type ShellHandlers, type ShellReply, shellInputs } from '#shared/api/shell.ts';
import {
  ANSWERED_WHILE_LOCKED,
  SHELL_CHANNELS,
  type ShellChannel,
  shellChannelName,
} from '#shared/api/shell-channels.ts';
import { isOwnPage } from '../page/own-page.ts';

/** A sentence for the person, thrown by a handler; anything else thrown is a fault of ours. */
export class ShellRefusal extends Error {}

/**
 * Answers every channel of the contract: only to the top frame of a window we made, showing `lait://app`, and only
 * what fits the channel's schema. Every answer is a value; nothing is thrown across.
 * @param isOurs whether we made the window
 * @param isLocked then only what tells nothing of the work is answered
 * @param onFault told of what a handler threw; gets no input, because inputs hold secrets
 */
export function registerShell(
  ipc: Pick<IpcMain, 'handle'>,
  handlers: ShellHandlers<WebContents>,
  isOurs: (contents: WebContents) => boolean,
  isLocked: () => boolean,
  onFault: (channel: ShellChannel, error: unknown) => void,
): void {
  for (const channel of SHELL_CHANNELS) {
    ipc.handle(shellChannelName(channel), async (event, input: unknown): Promise<ShellReply<unknown>> => {
      if (!isTrusted(event, isOurs)) return failed('not_allowed', 'This page may not ask that.');
      // One schema belongs to one channel, and its handler takes what that schema gives.
      const schema: z.ZodType = shellInputs[channel];
      const parsed = schema.safeParse(input);
      if (!parsed.success) return failed('invalid', describe(parsed.error));
      if (isLocked() && !ANSWERED_WHILE_LOCKED.has(channel))
        return failed('locked', 'LAIT is locked. Unlock it first.');
      const handler = handlers[channel] as (input: unknown, caller: WebContents) => Promise<unknown>;
      try {
        return { ok: true, value: await handler(parsed.data, event.sender) };
      } catch (error) {
        if (error instanceof ShellRefusal) return failed('refused', error.message);
        onFault(channel, error);
        return failed('failed', 'This did not work, and nothing was changed. The log has an entry about it.');
      }
    });
  }
}

function isTrusted(event: IpcMainInvokeEvent, isOurs: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  // A frame that has gone meanwhile cannot be told any more, and is nobody.
  return frame !== null && frame.parent === null && isOwnPage(frame.url) && isOurs(event.sender);
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the input' : issue.path.map(String).join('.');
  return `${place}: ${issue?.message ?? 'not understood'}`;
}

function failed(kind: ShellError['kind'], message: string): ShellReply<never> {
  return { ok: false, error: { kind, message } };
}
